using System.Globalization;

using SearchCore.Queries.Syntax;

namespace SearchCore.Queries.Parsing;

/// <summary>
/// What stands after the bar: commands with bars between. Each may be said once, <c>select</c>, <c>facet</c> and <c>boost</c> as often as
/// one likes.
/// </summary>
internal sealed partial class DirectiveParser(ParseContext context, int bar, int end)
{
    private const string ValueNeeded = "a value after the colon";

    private static readonly string[] Commands =
        ["select", "facet", "timeline", "sort", "boost", "group", "limit", "fields", "unique"];

    private readonly List<Piece> pieces = [];
    private readonly HashSet<string> said = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string? Kind, string? Suggestion)> named = new(StringComparer.Ordinal);
    private readonly List<DrillDown> chosen = [];
    private readonly List<FacetRequest> facets = [];
    private QueryDirectives result = new();
    private int next;

    private Piece Peek => next < pieces.Count ? pieces[next] : new(Math.Max(bar, end), Math.Max(bar, end), ' ');

    public QueryDirectives Parse()
    {
        Cut();
        while (next < pieces.Count)
        {
            var mark = pieces[next++];
            if (Peek.Sign is not 'w')
            {
                context.Report(SyntaxFaults.NoCommand(mark.Span));
                SkipToBar();
                continue;
            }

            Command();
            if (next < pieces.Count && Peek.Sign != '|')
            {
                context.Report(SyntaxFaults.BadArgument(
                    Peek.Span, $"'{Image(Peek)}' does not belong here; another command begins after '|'", "'|' or the end"));
                SkipToBar();
            }
        }

        return result with { Select = chosen, Facets = facets, Boosts = boosts };
    }

    private void Command()
    {
        var name = pieces[next++];
        var word = Image(name).ToLowerInvariant();
        word = word == "facets" ? "facet" : word;
        if (word is not ("select" or "facet" or "boost") && Commands.Contains(word) && !said.Add(word))
        {
            context.Report(SyntaxFaults.Repeated(name.Span, word));
        }

        switch (word)
        {
            case "select":
                Select();
                break;
            case "facet":
                Facets();
                break;
            case "timeline":
                Timeline(name);
                break;
            case "sort":
                Sort(name);
                break;
            case "boost":
                Boosts();
                break;
            case "group":
                result = result with { GroupBy = Kind("group", "group source") };
                break;
            case "limit":
                result = result with { Limit = Number(name, "limit", 0, SyntaxLimits.MaxWindow) };
                break;
            case "fields":
                Fields();
                break;
            case "unique":
                result = result with { Unique = true };
                break;
            default:
                if (!context.HasEnough)
                {
                    context.Report(SyntaxFaults.UnknownCommand(name.Span, Image(name), Near(word, Commands)));
                }

                SkipToBar();
                break;
        }
    }

    // kind:value, kind:"a value", kind:(one, another), several in a row.
    private void Select()
    {
        do
        {
            var isThere = Peek.Sign == 'w';
            var kind = Kind("select", "select place:(syria, russia)");
            if (!isThere)
            {
                break;
            }

            if (!Take(':'))
            {
                context.Report(
                    SyntaxFaults.BadArgument(Peek.Span, "'select' takes a kind, a colon and values: select place:(syria, russia)", "':'"));
                break;
            }

            if (Take('('))
            {
                chosen.AddRange(Values("select", ValueNeeded).Where(_ => kind is not null).Select(value => new DrillDown(kind!, value)));
            }
            else if (Value(isGroup: false) is { } value)
            {
                chosen.AddRange(kind is null ? [] : [new DrillDown(kind, value)]);
            }
            else
            {
                context.Report(SyntaxFaults.BadArgument(Peek.Span, $"'select' needs {ValueNeeded}", "a value"));
            }

            Take(',');
        }
        while (Peek.Sign == 'w');
    }

    // month; month of embargo.
    private void Timeline(Piece name)
    {
        result = result with { Timeline = OneOf<TimelineUnit>(name, "timeline", "day, week, month, quarter or year", "month") };
        if (Peek.Sign != 'w' || !Image(Peek).Equals("of", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var of = pieces[next++];
        var dates = context.Options.Fields?.Where(f => f.Value == FieldType.Date).Select(f => f.Key).Order(StringComparer.Ordinal).ToList();
        var field = Peek.Sign == 'w' ? Image(Peek).ToLowerInvariant() : string.Empty;
        if (dates?.Contains(field) == true)
        {
            result = result with { TimelineField = field };
        }
        else
        {
            var span = Peek.Sign == 'w' ? Peek.Span : of.Span;
            context.Report(SyntaxFaults.BadArgument(
                span,
                dates is null or [] ? "a timeline is of days of publication: no field of the archive's own is a date"
                    : $"a timeline is of days of publication, or 'of' a field that is a date: {string.Join(", ", dates)}",
                "a date's field"));
        }

        next += Peek.Sign == 'w' ? 1 : 0;
    }

    // newest; price, price desc, price:asc.
    private void Sort(Piece name)
    {
        var own = context.Options.Fields;
        var fields = own?.Where(f => FieldSort.CanSort(f.Value)).Select(f => f.Key).Order(StringComparer.Ordinal).ToList() ?? [];
        var field = Peek.Sign == 'w' ? Image(Peek).ToLowerInvariant() : string.Empty;
        if (!fields.Contains(field))
        {
            string[] names = ["relevance", "newest", "oldest", .. fields];
            var choices = $"{string.Join(", ", names[..^1])} or {names[^1]}";
            result = result with { Sort = OneOf<SearchSort>(name, "sort", choices, "newest") };
            return;
        }

        next++;
        var hasSign = Take(':');
        var direction = Peek.Sign == 'w' ? Image(Peek).ToLowerInvariant() : string.Empty;
        if (direction is "asc" or "ascending" or "desc" or "descending")
        {
            next++;
        }
        else if (hasSign)
        {
            context.Report(SyntaxFaults.BadArgument(
                Peek.Sign == 'w' ? Peek.Span : name.Span, "a direction is 'asc' or 'desc'", "asc or desc", "desc"));
            next += Peek.Sign == 'w' ? 1 : 0;
        }

        result = result with { SortBy = new(field, direction.StartsWith("desc", StringComparison.Ordinal)) };
    }

    private void Fields()
    {
        var fields = new List<string>();
        do
        {
            if (Peek.Sign != 'w')
            {
                context.Report(SyntaxFaults.BadArgument(
                    Peek.Span, $"'fields' takes names: {string.Join(", ", QueryDirectives.FieldNames)}", "a field's name"));
                break;
            }

            var piece = pieces[next++];
            var name = Image(piece).ToLowerInvariant() switch { "published" => "date", var n => n };
            if (!QueryDirectives.FieldNames.Contains(name))
            {
                var near = context.HasEnough ? null : Near(name, QueryDirectives.FieldNames);
                context.Report(SyntaxFaults.BadArgument(
                    piece.Span,
                    near is null
                        ? $"no field '{name}' can be shown; there are {string.Join(", ", QueryDirectives.FieldNames)}"
                        : $"no field '{name}' can be shown; did you mean '{near}'?",
                    "a field's name",
                    near));
            }
            else if (!fields.Contains(name))
            {
                fields.Add(name);
            }
        }
        while (Take(',') || Peek.Sign == 'w');

        result = result with { Fields = fields };
    }

    // Null where none stands there or none can be meant; the piece is used up in the second case.
    private string? Kind(string command, string example)
    {
        if (Peek.Sign != 'w')
        {
            context.Report(SyntaxFaults.BadArgument(
                Peek.Span, $"'{command}' takes a kind of entity or source, section, author, tag: {example}", "a kind"));
            return null;
        }

        var piece = pieces[next++];
        var name = Image(piece);
        if (!named.TryGetValue(name, out var meant))
        {
            named[name] = meant = Meant(name);
        }

        var (kind, suggestion) = meant;
        if (kind is null)
        {
            context.Report(SyntaxFaults.BadArgument(
                piece.Span, suggestion is null ? $"unknown facet '{name}'" : $"unknown facet '{name}'; did you mean '{suggestion}'?",
                "a kind", suggestion));
            kind = suggestion is null ? null : QueryFields.FacetKind(suggestion);
        }

        return kind;
    }

    private static string? Near(string word, IReadOnlyList<string> names) =>
        word.Length <= 2
            ? null
            : names.Select(n => (Name: n, Edits: EditDistance.Between(word, n, 2)))
                .Where(n => n.Edits <= 2).OrderBy(n => n.Edits).FirstOrDefault().Name;

    // A kind, or none and what it may be a slip for.
    private (string? Kind, string? Suggestion) Meant(string name)
    {
        if (QueryFields.ResolveOwn(name, context.Options.Fields) is { } own)
        {
            return (own.Name, null);
        }

        var kind = QueryFields.FacetKind(name);
        if (kind is not null && QueryFields.Resolve(name, context.Options.Kinds).Role != FieldRole.Unknown)
        {
            return (kind, null);
        }

        var suggestion = context.Suggest(name) is { } near && QueryFields.FacetKind(near) is not null ? near : null;
        return (suggestion is null ? kind : null, suggestion);
    }

    private int? Number(Piece name, string command, int least, int most)
    {
        var word = Peek.Sign == 'w' ? Image(Peek) : string.Empty;
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            next++;
            return number;
        }

        var isThere = Peek.Sign == 'w';
        context.Report(SyntaxFaults.BadArgument(
            isThere ? Peek.Span : name.Span,
            string.Create(CultureInfo.InvariantCulture, $"'{command}' takes a number from {least:N0} to {most:N0}"),
            "a number",
            isThere ? "10" : $"{command} 10"));
        next += isThere ? 1 : 0;
        return null;
    }

    private T? OneOf<T>(Piece name, string command, string choices, string example)
        where T : struct, Enum
    {
        var isThere = Peek.Sign == 'w';
        if (isThere && char.IsLetter(context.Text[Peek.Start]) && Enum.TryParse<T>(Image(Peek), ignoreCase: true, out var value))
        {
            next++;
            return value;
        }

        context.Report(SyntaxFaults.BadArgument(
            isThere ? Peek.Span : name.Span, $"'{command}' takes {choices}", choices, isThere ? example : $"{command} {example}"));
        next += isThere ? 1 : 0;
        return null;
    }

    private bool Take(char sign)
    {
        if (next >= pieces.Count || pieces[next].Sign != sign)
        {
            return false;
        }

        next++;
        return true;
    }

    private void SkipToBar()
    {
        while (next < pieces.Count && Peek.Sign != '|')
        {
            next++;
        }
    }
}
