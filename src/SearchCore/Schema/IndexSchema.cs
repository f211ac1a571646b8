using System.Text;

using SearchCore.Analysis;
using SearchCore.Queries;

using Document = Lucene.Net.Documents.Document;

namespace SearchCore.Schema;

/// <summary>
/// What an index is made to hold, fixed when it is made: the fields and their encodings, the analysis, and the options that change them.
/// </summary>
/// <param name="ExactForms">Whether words stand in the text fields by their exact form too (<see cref="ExactForm"/>).</param>
internal sealed record IndexSchema(bool ExactForms)
{

    /// <summary>The format of the index that this version writes and reads: how fields are encoded.</summary>
    public const string Format = "searchcore-8";

    /// <summary>The analysis that this version writes and reads.</summary>
    public const string AnalysisName = "languages-1";

    /// <summary>Format and analysis in one name.</summary>
    public const string Version = Format + "/" + AnalysisName;

    /// <summary>What the column of signatures is called in segments.</summary>
    public const string SignatureColumn = "signature";

    // What parts the properties of a schema as text.
    private const string Separator = "; ";

    // What the declaration of a field of the archive's own begins with.
    private const string Own = "own.";

    // Which signatures of bodies stand in the index; another way to make them has another name.
    private const string WithSignatures = "signatures shingles-1";

    private const string WithExactForms = "exact forms yes", LanguageIs = "language ", DefaultLanguage = "en";

    /// <summary>
    /// The schema as a line that people read: <c>searchcore-8; analysis languages-1; language en; exact forms no; id: exact terms, …</c>.
    /// An index of another one would be misread, so it is refused.
    /// </summary>
    public string Text => Write(Language, ExactForms, HasSignatures) + string.Concat(Fields.Select(f => $"{Separator}{Own}{f}"));

    /// <summary>The language of articles that do not say theirs: a code of the table of languages.</summary>
    public string Language { get; init; } = DefaultLanguage;

    /// <summary>
    /// Whether each article has the signature of its body, by which near-duplicates are found. Indexes that are made now have them; those
    /// made before there were any are searched without.
    /// </summary>
    public bool HasSignatures { get; init; } = true;

    /// <summary>The fields of the archive's own, in the order in which they were declared.</summary>
    public IReadOnlyList<FieldDeclaration> Fields { get; init => field = ValueList.Of(value); } = ValueList.Of<FieldDeclaration>([]);

    /// <summary>The fields of the archive's own that are texts: each with its name and what it is in every segment.</summary>
    public IEnumerable<OwnText> Texts
    {
        get
        {
            for (var place = 0; place < Fields.Count; place++)
            {
                if (Fields[place] is { Type: FieldType.Text, Name: var name })
                {
                    yield return new(name, new FieldDefinition(NumberOf(place), ColumnOf(name))
                    {
                        Terms = FieldTerms.Words,

                        // Scores ask how long it is.
                        Column = Fields[place].InDefaultSearch ? FieldColumn.Number : FieldColumn.None,
                    });
                }
            }
        }
    }

    /// <summary>
    /// The fields that words which name none are looked for in, as segments name them, in the order in which their scores are added: title,
    /// texts of the archive's own that are declared so, body.
    /// </summary>
    public IReadOnlyList<string> WordFields => Fields.Any(f => f.InDefaultSearch)
        ? [FieldNames.Title, .. Fields.Where(f => f.InDefaultSearch).Select(f => ColumnOf(f.Name)), FieldNames.Body]
        : FieldTable.TextNames;

    /// <summary>What is to be read of an article for its texts and language.</summary>
    public HashSet<string> StoredTexts => Texts.Any() ? [.. FieldTable.TextNameSet, FieldNames.Member] : FieldTable.TextNameSet;

    /// <summary>A text of the archive's own.</summary>
    /// <param name="Name">What articles call it.</param>
    /// <param name="Definition">Its field in segments.</param>
    public sealed record OwnText(string Name, FieldDefinition Definition);

    /// <summary>A text as an article has it stored: title, body, or one of the archive's own; null where it has none.</summary>
    /// <param name="stored">The fields, members among them.</param>
    /// <param name="field">The field's name in segments.</param>
    public static string? TextOf(Document stored, string field)
    {
        if (!field.StartsWith(Own, StringComparison.Ordinal))
        {
            return stored.Get(field);
        }

        return TextOf(stored.GetValues(FieldNames.Member), field);
    }

    /// <summary>A text of the archive's own; null where an article has none.</summary>
    /// <param name="members">The article's members, <c>name:value</c> each.</param>
    /// <param name="field">The field's name in segments.</param>
    public static string? TextOf(IEnumerable<string> members, string field)
    {
        var member = $"{NameOf(field)}:";
        return members.FirstOrDefault(m => m.StartsWith(member, StringComparison.Ordinal)) is { } own
            ? TextOf(own[member.Length..])
            : null;
    }

    /// <summary>The text that a member's value is: of a list the values are paragraphs.</summary>
    public static string TextOf(string value) => MemberList.AsText(Encoding.UTF8.GetBytes(value)) ?? value;

    /// <summary>What queries need to know of the fields of the archive's own; null where there are none.</summary>
    public IReadOnlyDictionary<string, FieldType>? FieldTypes =>
        Fields.Count == 0 ? null : Fields.ToDictionary(f => f.Name, f => f.Type, StringComparer.Ordinal);

    /// <summary>The number in every segment of the column of signatures: after all others.</summary>
    public int SignatureNumber => FieldTable.Count + Fields.Count;

    /// <summary>The number in every segment of the column of a field of the archive's own.</summary>
    public static int NumberOf(int place) => FieldTable.Count + place;

    /// <summary>What the column of a field of the archive's own is called in segments.</summary>
    public static string ColumnOf(string field) => Own + field;

    /// <summary>The name of a field of the archive's own, of what it is called in segments.</summary>
    public static string NameOf(string column) => column[Own.Length..];

    /// <summary>How text of a language becomes terms in such an index.</summary>
    /// <param name="language">The article's language as it gives it; null where it is not known.</param>
    public TextAnalysis AnalysisFor(string? language) => TextLanguages.Find(language) ?? TextLanguages.Find(Language)!;

    /// <summary>The schema of a text; null where this version does not read it.</summary>
    public static IndexSchema? Parse(string text)
    {
        var parts = text.Split(Separator);
        var declared = FieldsOf(text);
        var schema = new IndexSchema(HasExactForms(text))
        {
            Language = LanguageOf(parts) ?? DefaultLanguage,
            Fields = declared,
            HasSignatures = parts.Contains(WithSignatures, StringComparer.Ordinal),
        };
        return schema.Text == text ? schema : null;
    }

    /// <summary>The language of a schema, of whatever format so far.</summary>
    public static string LanguageOf(string text) => LanguageOf(text.Split(Separator)) ?? DefaultLanguage;

    /// <summary>The fields of the archive's own that a schema declares, of whatever format.</summary>
    public static IReadOnlyList<FieldDeclaration> FieldsOf(string text)
    {
        try
        {
            return [.. text.Split(Separator).Where(p => p.StartsWith(Own, StringComparison.Ordinal))
                .Select(p => FieldDeclaration.Parse(p[Own.Length..]))];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    /// <summary>
    /// What of a schema that this version does not read is the first to be foreign to it: the format, the analysis, or a field.
    /// </summary>
    public static string Foreign(string text)
    {
        string[] known = [.. Write(DefaultLanguage, exactForms: false, signatures: true).Split(Separator), WithExactForms];
        foreach (var property in text.Split(Separator))
        {
            if (!known.Contains(property, StringComparer.Ordinal) && !property.StartsWith(Own, StringComparison.Ordinal)
                && !(property.StartsWith(LanguageIs, StringComparison.Ordinal) && IsLanguage(property[LanguageIs.Length..])))
            {
                return property;
            }
        }

        return text;
    }

    /// <summary>Whether an index of a schema, of whatever format so far, keeps exact forms; false where that cannot be told.</summary>
    public static bool HasExactForms(string text) =>
        text.Split(Separator).Contains(WithExactForms, StringComparer.Ordinal) || text == "searchcore-3/english-1/exact";

    /// <summary>Whether an index can be made for a language: one of the table, by its code.</summary>
    public static bool IsLanguage(string code) => TextLanguages.Find(code) is { } found && found.Code == code;

    private static string? LanguageOf(string[] parts) =>
        parts.FirstOrDefault(p => p.StartsWith(LanguageIs, StringComparison.Ordinal))?[LanguageIs.Length..] is { } code && IsLanguage(code)
            ? code : null;

    private static string Write(string language, bool exactForms, bool signatures)
    {
        var text = new StringBuilder(Format).Append(Separator).Append("analysis ").Append(AnalysisName)
            .Append(Separator).Append(LanguageIs).Append(language).Append(Separator).Append(exactForms ? WithExactForms : "exact forms no");
        if (signatures)
        {
            text.Append(Separator).Append(WithSignatures);
        }

        foreach (var field in FieldTable.All)
        {
            text.Append(Separator).Append(field);
        }

        return text.ToString();
    }
}
