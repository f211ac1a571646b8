using System.CommandLine;
using System.Globalization;

using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Queries;

namespace SearchCore.Cli.Options;

/// <summary>Options that several verbs have, and how their values are read. Each call makes a new option: a verb owns its own.</summary>
internal static class Common
{
    public static Option<string?> Index() =>
        new("--index") { HelpName = "DIR", Description = "the index's folder (default: index-data/index, here or above)" };

    /// <summary>The option of verbs that only search: it may be given several times.</summary>
    public static Option<string[]?> Indexes() => new("--index")
    {
        HelpName = "DIR",
        Description =
            "the index's folder (default: index-data/index, here or above);\nmay be given several times: the indexes are searched as one",
    };

    public static Option<string?> Dialect() => new("--dialect")
    {
        HelpName = "NAME",
        Description =
            "how the query is written: searchcore (default), lucene (classic),\nfactiva (w/5 in order, near5), plain (words only)",
    };

    public static Option<string?> Now() =>
        new("--now") { HelpName = "DATE", Description = "the moment 'today' and 'last 30 days' count from (default: now)" };

    public static Option<string?> Zone() =>
        new("--zone") { HelpName = "ZONE", Description = "the time zone in which days begin, as Europe/Berlin (default: UTC)" };

    public static Option<string?> Limit(int standard) =>
        new("--limit") { HelpName = "N", Description = $"how many hits, 0 to 10000 (default: {standard})" };

    public static Option<string?> Output(string formats) => new("--output") { HelpName = "FORMAT", Description = formats };

    public static Option<string?> File(string what) => new("--file")
    {
        HelpName = "FILE",
        Description = $"write {what} there; its ending says the form (.csv .tsv .json .jsonl .md\n.txt). "
            + "In csv, tsv and jsonl facets, timeline and significance go into\nfiles beside it",
    };

    /// <summary>The query's words as one text.</summary>
    public static Argument<string[]> Query() =>
        new("QUERY") { Arity = ArgumentArity.OneOrMore, Description = "what to search for; several words need no quotes" };

    /// <summary>One of some words, or a message that lists them.</summary>
    public static T OneOf<T>(string option, string? value, T standard, params (string Name, T Value)[] choices)
    {
        if (value is null)
        {
            return standard;
        }

        var names = new List<string>();
        foreach (var (name, choice) in choices)
        {
            if (name == value)
            {
                return choice;
            }

            names.Add(name);
        }

        throw new UsageException($"{option} is one of {string.Join(", ", names)}, not '{value}'");
    }

    /// <summary>A whole number within bounds, both inclusive.</summary>
    public static int Number(string option, string? value, int standard, int least, int most) =>
        value is null
            ? standard
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw new UsageException(
                    string.Create(CultureInfo.InvariantCulture, $"{option} is a number from {least:N0} to {most:N0}, not '{value}'"));

    /// <summary>A time in seconds, with a fraction where one is wanted, within bounds, both inclusive.</summary>
    public static TimeSpan Seconds(string option, string? value, TimeSpan standard, double least, double most) =>
        value is null
            ? standard
            : double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds >= least && seconds <= most
                ? TimeSpan.FromSeconds(seconds)
                : throw new UsageException(
                    string.Create(CultureInfo.InvariantCulture, $"{option} is a time in seconds from {least} to {most:N0}, not '{value}'"));

    public static QueryDialect ReadDialect(string? value, string option = "--dialect") =>
        OneOf(
            option, value, QueryDialect.SearchCore, ("searchcore", QueryDialect.SearchCore), ("lucene", QueryDialect.Lucene),
            ("factiva", QueryDialect.Factiva), ("plain", QueryDialect.Plain));

    /// <summary>The zone in which days begin.</summary>
    public static TimeZoneInfo ReadZone(string? value, string option = "--zone") =>
        value is null ? TimeZoneInfo.Utc
        : TimeZoneInfo.TryFindSystemTimeZoneById(value, out var zone) ? zone
        : throw new UsageException($"{option} is a name of the time zone database such as Europe/Berlin or UTC, not '{value}'");

    /// <summary>The moment relative dates count from; one given without an offset is a local time of the zone.</summary>
    public static DateTimeOffset ReadNow(string? value, TimeZoneInfo zone, Shell shell, string option = "--now")
    {
        if (value is null)
        {
            return shell.Clock.GetUtcNow();
        }

        string[] local = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
        string[] absolute = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];
        return DateTime.TryParseExact(value, local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall) && IsWithin(wall.Year)
            ? new DateTimeOffset(wall, zone.GetUtcOffset(wall))
            : DateTimeOffset.TryParseExact(value, absolute, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                && IsWithin(moment.Year)
            ? moment
            : throw new UsageException($"{option} is a date such as 2017-12-11 or 2017-12-11T08:30:00Z, not '{value}'");

        // In the calendar's first and last year a zone, or a day further, would lead out of it.
        static bool IsWithin(int year) => year > DateTime.MinValue.Year && year < DateTime.MaxValue.Year;
    }

    /// <summary>
    /// <c>person</c>, <c>person:20</c>, <c>person:pu*</c>, <c>person:20:pu*</c>, or several with commas between; ranges as behind the
    /// bar of a query: <c>price by 10</c>, <c>price ([0 TO 10}, >=10)</c>.
    /// </summary>
    public static IEnumerable<FacetRequest> ReadFacets(string value, int standard = 10, string option = "--facet")
    {
        if (value.Contains('(') || value.Contains(" by ", StringComparison.OrdinalIgnoreCase))
        {
            var read = QueryText.Parse($"| facet {value}");
            if (read.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } wrong)
            {
                throw new UsageException($"{option}: {wrong.Message}");
            }

            foreach (var facet in read.Directives!.Facets)
            {
                yield return facet with { Top = facet.Top == FacetRequest.DefaultTop ? standard : facet.Top };
            }

            yield break;
        }

        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = part.Split(':', 3);
            var prefix = words.Length > 1 && words[^1].EndsWith('*') ? words[^1].TrimEnd('*') : null;
            var number = prefix is null ? words.ElementAtOrDefault(1) : words.Length == 3 ? words[1] : null;
            if (prefix is null && words.Length == 3)
            {
                throw new UsageException($"a facet is KIND, KIND:N or KIND:N:BEGINNING* such as person:20:pu*, not '{part}'");
            }

            yield return new FacetRequest(ReadKind(option, words[0]))
            {
                Top = Number($"{option} KIND:N", number, standard, 1, 1_000),
                Prefix = prefix,
            };
        }
    }

    /// <summary>A request in the order that a person means: one of the names, or <c>price:desc</c>.</summary>
    public static SearchRequest Sorted(SearchRequest request, string option, string? value)
    {
        var at = value?.IndexOfAny([':', ' ']) ?? -1;
        return at > 0 && value![(at + 1)..].Trim() is ("asc" or "desc")
            ? request with { SortBy = new(value![..at].ToLowerInvariant(), value.EndsWith("desc", StringComparison.Ordinal)) }
            : request with
            {
                Sort = OneOf(
                    option, value, SearchSort.Relevance, ("relevance", SearchSort.Relevance), ("newest", SearchSort.Newest),
                    ("oldest", SearchSort.Oldest), ("FIELD:asc", default), ("FIELD:desc", default)),
                SortBy = null,
            };
    }

    public static Option<string?> Sort() => new("--sort")
    {
        HelpName = "ORDER",
        Description = "relevance (default), newest, oldest; by a number or date of your own FIELD:asc,\nFIELD:desc; ties: the newer first",
    };

    /// <summary><c>person=Vladimir Putin</c>.</summary>
    public static DrillDown ReadSelect(string value) => ReadSelect("--select", value);

    /// <summary>The same of another option or command.</summary>
    public static DrillDown ReadSelect(string option, string value)
    {
        var at = value.IndexOf('=');
        return at > 0 && value[(at + 1)..].Trim() is { Length: > 0 } name
            ? new(ReadKind(option, value[..at].Trim()), name)
            : throw new UsageException($"{option} is KIND=VALUE such as person='Vladimir Putin', not '{value}'");
    }

    /// <summary>The kind a person means: lower case, a few short and plural forms.</summary>
    public static string ReadKind(string option, string text) => text.ToLowerInvariant() switch
    {
        "org" or "orgs" or "organizations" or "organisation" => Articles.EntityKinds.Organization,
        "people" or "persons" => Articles.EntityKinds.Person,
        "places" => Articles.EntityKinds.Place,
        "tags" or "topic" => "tag",
        "authors" => "author",
        "sources" => "source",
        "language" => "lang",
        { Length: > 0 and <= 32 } kind when kind.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') => kind,
        _ => throw new UsageException(
            $"{option} takes a kind such as person, organization, place, source, section, author or tag, not '{text}'"),
    };

    /// <summary>Asks a person; anything but a yes is a no.</summary>
    /// <remarks>Only where a person sits at a terminal, and did not say yes beforehand.</remarks>
    /// <exception cref="UsageException">A person sits there and would not see the question.</exception>
    public static bool Confirm(Shell shell, bool yes, string question)
    {
        if (yes || !shell.InIsTerminal)
        {
            return true;
        }

        if (!shell.ErrorIsRead)
        {
            throw new UsageException($"'{question}' cannot be asked where messages go into a file; --yes says yes beforehand");
        }

        shell.Out.Flush();
        shell.Error.Write($"{SafeText.Line(question)} [y/N] ");
        if (shell.Keys is { } keys)
        {
            shell.Error.Flush();
            return TypedAnswer.Read(shell, keys).Trim() is "y" or "Y" or "yes";
        }

        using var answers = new StreamReader(shell.In, leaveOpen: true);
        return answers.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    /// <summary>How to print: what was asked for, or a table for a person and JSON lines for a program.</summary>
    public static OutputFormat ReadOutput(string? value, Shell shell, params ReadOnlySpan<OutputFormat> choices)
    {
        if (value is null)
        {
            return shell.OutIsTerminal ? OutputFormat.Table : OutputFormat.Jsonl;
        }

        foreach (var choice in choices)
        {
            if (Name(choice) == value)
            {
                return choice;
            }
        }

        var names = new List<string>();
        foreach (var choice in choices)
        {
            names.Add(Name(choice));
        }

        throw new UsageException($"--output is one of {string.Join(", ", names)}, not '{value}'");

        static string Name(OutputFormat format) => format.ToString().ToLowerInvariant();
    }
}
