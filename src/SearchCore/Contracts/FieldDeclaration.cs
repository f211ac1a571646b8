using System.Text.Json;

using SearchCore.Queries;

namespace SearchCore;

/// <summary>
/// A field of an archive's own: a member of its articles that is searched and not only stored. Its values are whatever articles have in the
/// member of its name: one or a list of them, but that a number or date is one unless it is declared to be several. Immutable.
/// </summary>
/// <param name="Name">
/// The member's name: 1 to 32 lower-case letters, digits and hyphens, a letter first; none that SearchCore's own fields have.
/// </param>
/// <param name="Type">What the values are. All but texts are facets as well, numbers and dates by ranges.</param>
public sealed record FieldDeclaration(string Name, FieldType Type)
{
    /// <summary>
    /// Whether an article may have several numbers or dates (<c>ratings:numbers</c>, <c>hearings:dates</c>); else its first counts and
    /// others are named as unread. Keywords, booleans and texts may always be several, and have it not.
    /// </summary>
    public bool HasMany { get; init; }

    /// <summary>
    /// Whether words that name no field are looked for in this text too, beside title and body (<c>summary:text:default</c>), and score
    /// there as in a body; else only a query that names it finds it. Of texts alone.
    /// </summary>
    public bool InDefaultSearch { get; init; }

    /// <summary>
    /// Reads a declaration: <c>price:number</c>, <c>draft:boolean</c>, <c>desk:keyword</c>, <c>embargo:date</c>, <c>ratings:numbers</c>,
    /// <c>hearings:dates</c>, <c>caption:text</c>, <c>summary:text:default</c>.
    /// </summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong.</exception>
    public static FieldDeclaration Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            throw new FormatException(
                $"'{text}' names no type; write {text}:keyword, {text}:number, {text}:boolean, {text}:date or {text}:text.");
        }

        var (name, type) = (text[..colon], text[(colon + 1)..]);
        var declared = new FieldDeclaration(name, type switch
        {
            "keyword" => FieldType.Keyword,
            "boolean" => FieldType.Boolean,
            "text" or DefaultText => FieldType.Text,
            "number" or Numbers => FieldType.Number,
            "date" or Dates => FieldType.Date,
            _ => throw new FormatException(
                $"'{type}' is no type of a field; there are keyword, number, boolean, date, text, for several an article numbers "
                    + "and dates, and text:default for a text that words alone are looked for in."),
        })
        {
            HasMany = type is Numbers or Dates,
            InDefaultSearch = type == DefaultText,
        };
        return Fault(declared) is { } fault ? throw new FormatException(fault) : declared;
    }

    /// <summary>
    /// Reads the declarations of a JSON object of names and types, in its order: <c>{"price": "number", "desk": "keyword"}</c>.
    /// </summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong.</exception>
    public static IReadOnlyList<FieldDeclaration> ParseJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        const string Shape = """{"price": "number", "desk": "keyword"}""";
        try
        {
            using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException($"Fields are declared by an object of names and types: {Shape}.");
            }

            var fields = document.RootElement.EnumerateObject().Select(p => p.Value.ValueKind == JsonValueKind.String
                ? Parse($"{p.Name}:{p.Value.GetString()}")
                : throw new FormatException($"The type of '{p.Name}' is no text; write {Shape}.")).ToList();
            return Fault(fields) is { } fault ? throw new FormatException(fault) : fields;
        }
        catch (JsonException e)
        {
            throw new FormatException($"The declarations are no JSON ({e.Message}); write {Shape}.", e);
        }
    }

    /// <summary>The declaration as <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        $"{Name}:{Type.ToString().ToLowerInvariant()}{(HasMany ? "s" : InDefaultSearch ? ":default" : string.Empty)}";

    /// <summary>What is wrong with declarations; null where nothing is.</summary>
    internal static string? Fault(IEnumerable<FieldDeclaration> fields)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (field is null)
            {
                return "Fields holds null.";
            }

            if (Fault(field) is { } fault)
            {
                return fault;
            }

            if (!names.Add(field.Name))
            {
                return $"The field '{field.Name}' is declared twice.";
            }
        }

        return names.Count > MostFields ? $"{names.Count} fields are declared; there may be {MostFields}." : null;
    }

    private const int MostFields = 100;

    private const string Numbers = "numbers", Dates = "dates", DefaultText = "text:default";

    private static string? Fault(FieldDeclaration field) =>
        !Enum.IsDefined(field.Type) ? $"The field '{field.Name}' is of no type that there is."
        : field is { HasMany: true, Type: not (FieldType.Number or FieldType.Date) }
            ? $"The field '{field.Name}' is declared to have several values; of keywords, booleans and texts there may always be several."
        : field is { InDefaultSearch: true, Type: not FieldType.Text }
            ? $"The field '{field.Name}' is declared as part of the default search; only texts can be."
        : QueryFields.IsKind(field.Name) && QueryFields.FacetKind(field.Name) == field.Name ? null
        : $"'{field.Name}' cannot be the name of a field: it is one of SearchCore's own, or not 1 to 32 lower-case letters, digits and "
            + "hyphens with a letter first.";
}
