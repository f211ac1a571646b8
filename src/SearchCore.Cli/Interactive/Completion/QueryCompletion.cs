using System.Globalization;

using SearchCore.Cli.Interactive.Editing;
using SearchCore.Queries;

namespace SearchCore.Cli.Interactive.Completion;

/// <summary>
/// What may stand at the cursor of a query: fields, operators, values and words of the index, dates, what comes behind a bar.
/// </summary>
internal sealed class QueryCompletion(IndexValues values)
{
    // One letter begins too much to be of use.
    private const int FewLetters = 2;

    private const int ValuesOfWord = 8;

    public CompletionSet Complete(string text, int cursor, CancellationToken cancellation)
    {
        var place = QueryPlace.Of(text, cursor);
        List<Candidate> found = place.Kind switch
        {
            PlaceKind.Word => Word(place, cancellation),
            PlaceKind.PhraseWord => Words(place.Typed, cancellation),
            PlaceKind.Value => Value(place, text, cursor, cancellation),
            PlaceKind.Directive => Named(QueryWords.Directives, place.Typed, " "),
            _ => Argument(place),
        };
        return found.Count == 0 ? CompletionSet.None : new(place.Start, cursor, found);
    }

    /// <summary>A count as it stands behind a candidate.</summary>
    public static string Count(long articles) => articles.ToString("N0", CultureInfo.InvariantCulture);

    private List<Candidate> Word(QueryPlace place, CancellationToken cancellation)
    {
        var typed = place.Typed;
        var found = Fields(typed);
        if (typed.Length == 0 || char.IsAsciiLetterUpper(typed[0]) || typed[0] == '/')
        {
            // AND, OR and what stands between words cannot begin a query.
            found.AddRange(QueryWords.Operators.Where(
                o => o.Text.StartsWith(typed, StringComparison.Ordinal)
                    && (!place.IsFirst || o.Shown is "NOT" or "ATLEAST3" or "FIRST/50")));
        }

        if (typed.Length >= FewLetters)
        {
            found.AddRange(Words(typed, cancellation));
            found.AddRange(values.Values(null, typed, cancellation).OrderByDescending(v => v.Articles).Take(ValuesOfWord)
                .Select(v => new Candidate($"{v.Kind}:{Written(v.Value, inGroup: false)}", $"{v.Kind}:{v.Value}", Count(v.Articles))));
        }

        return found;
    }

    private List<Candidate> Words(string typed, CancellationToken cancellation) => typed.Length < FewLetters
        ? []
        : [.. values.Words(typed, cancellation).Select(w => new Candidate(w.Word, w.Word, Count(w.Articles)))];

    private List<Candidate> Fields(string typed)
    {
        var names = QueryWords.Fields.Concat(values.Own()).Concat(values.Kinds().Select(k => (Name: k, Help: "named, of this kind")))
            .DistinctBy(f => f.Name);
        return
        [
            .. names.Where(f => f.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Select(f => new Candidate(f.Name + ":", f.Name + ":", f.Help)),
        ];
    }

    private List<Candidate> Value(QueryPlace place, string text, int cursor, CancellationToken cancellation)
    {
        switch (place.Name)
        {
            case "date" or "published" or "on" or "after" or "before":
                return
                [
                    .. Named(QueryWords.Dates, place.Typed, ""),
                    .. values.Dates(place.Typed, cancellation).Select(d => new Candidate(d.Date, d.Date, Count(d.Articles))),
                ];
            case var own when values.IsOwn(own, FieldType.Date):
                return Named(QueryWords.Dates, place.Typed, "");
            case "title" or "intitle" or "body":
                return Words(place.Typed, cancellation);
            case "id" or "near" or "url" or "site":
                return [];
            default:
                var kind = place.Name switch
                {
                    "org" => "organization",
                    "tags" => "tag",
                    "language" => "lang",
                    "entity" => null,
                    var name => name,
                };
                var quoted = place.Start < cursor && text[place.Start] is '"' or '“';
                return
                [
                    .. values.Values(kind, place.Typed, cancellation).Select(v => new Candidate(
                        quoted ? Quoted(v.Value) : Written(v.Value, place.InGroup),
                        kind is null ? $"{v.Value} ({v.Kind})" : v.Value,
                        Count(v.Articles))),
                ];
        }
    }

    private List<Candidate> Argument(QueryPlace place) => place.Name switch
    {
        "sort" => Plain([.. QueryWords.Sorts, .. values.OwnOrders(), "asc", "desc"], place.Typed, ""),
        "timeline" => Plain(QueryWords.Units, place.Typed, ""),
        "facet" or "group" => Plain(values.Kinds(), place.Typed, ""),
        "select" => Plain(values.Kinds(), place.Typed, ":"),
        "fields" => Plain(QueryWords.HitFields, place.Typed, ""),
        "boost" => Plain(["recent"], place.Typed, " "),
        _ => [],
    };

    private static List<Candidate> Named(IReadOnlyList<(string Name, string Help)> names, string typed, string behind) =>
    [
        .. names.Where(n => n.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(n => new Candidate(n.Name + behind, n.Name, n.Help)),
    ];

    private static List<Candidate> Plain(IEnumerable<string> names, string typed, string behind) =>
        [.. names.Where(n => n.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Select(n => new Candidate(n + behind, n))];

    // As a query has it: one word as it is, several in quotation marks, but not between brackets, where a value ends at a comma.
    private static string Written(string value, bool inGroup) =>
        value.All(c => char.IsLetterOrDigit(c) || (inGroup && c == ' ')) && !QueryWords.Operators.Any(o => o.Shown == value)
            ? value : Quoted(value);

    private static string Quoted(string value) =>
        "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
