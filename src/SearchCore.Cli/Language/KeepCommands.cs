using System.Globalization;

using SearchCore.Cli.Exporting;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Language;

/// <summary>Commands of what a person keeps of articles: marks, notes, exports of them.</summary>
internal static class KeepCommands
{
    public static ExitCode? Mark(Workspace workspace, string value)
    {
        // An id may begin with a hyphen itself.
        var isMarked = !value.StartsWith('-') || HitWords.Find(workspace, value) is not null;
        var ids = isMarked ? Ids(workspace, ".mark", value)
            : Ids(workspace, ".mark", string.Join(' ', value.Split(' ').Select(w => w.StartsWith('-') ? w[1..] : w)),
                workspace.Keepsakes.IsMarked);
        workspace.Keepsakes.Mark(ids, isMarked);
        var now = Amounts.Count(workspace.Keepsakes.Marks.Count, "mark");
        workspace.Shell.Out.WriteLine(
            $"{Amounts.Count(ids.Count, "article")} {(isMarked ? "marked" : "no longer marked")} · {now} in all{Lasting(workspace)}");
        return null;
    }

    public static ExitCode? Marks(Workspace workspace, string value)
    {
        if (value == "off")
        {
            var all = workspace.Keepsakes.Marks;
            workspace.Keepsakes.Mark(all, isMarked: false);
            workspace.Shell.Out.WriteLine($"{Amounts.Count(all.Count, "mark")} taken away; notes stay");
            return null;
        }

        _ = value.Length == 0 ? value : throw new UsageException($".marks lists them, .marks off takes all away; not '{value}'");
        using var searcher = workspace.OpenSearcher();
        var ids = workspace.Keepsakes.Marks.Union(workspace.Keepsakes.Noted).ToList();
        foreach (var id in ids)
        {
            var article = searcher.Get(id);
            var about = article is null ? "(no longer in the index)" : ArticleWords.Headline(article);
            var date = article?.Published is { } published
                ? LocalDates.Long(published, LocalDates.Zone(workspace.State.Settings.Zone)) + "  " : "";
            workspace.Shell.Out.WriteLine($"{(workspace.Keepsakes.IsMarked(id) ? "*" : " ")} {date}{about}  [{SafeText.Line(id)}]");
            if (workspace.Keepsakes.Note(id) is { } note)
            {
                workspace.Shell.Out.WriteLine($"    {SafeText.Line(note)}");
            }
        }

        if (ids.Count == 0)
        {
            workspace.Shell.Out.WriteLine("no marks yet; .mark 2 5 marks hits of the list");
        }

        return ids.Count > 0 ? ExitCode.Done : ExitCode.NoHits;
    }

    public static ExitCode? Note(Workspace workspace, string value)
    {
        if (value.Length == 0)
        {
            throw new UsageException(
                ".note takes a hit's number or an id, and a text: .note 2 call him back; without a text it shows the note");
        }

        var (word, text) = Words.First(value);
        var id = HitWords.Id(workspace, ".note", word, known => workspace.Keepsakes.Note(known) is not null);
        if (text.Length == 0)
        {
            workspace.Shell.Out.WriteLine(workspace.Keepsakes.Note(id) is { } note ? SafeText.Line(note) : "no note");
            return null;
        }

        workspace.Keepsakes.SetNote(id, text == "off" ? "" : text);
        workspace.Shell.Out.WriteLine($"{(text == "off" ? "note taken away" : "noted")}: {SafeText.Line(id)}{Lasting(workspace)}");
        return null;
    }

    public static ExitCode? Export(Workspace workspace, string value)
    {
        var words = Words.Split(value);
        var format = Option(words, "--output");
        var limit = Option(words, "--limit");
        if (words.FirstOrDefault(w => w.StartsWith("--", StringComparison.Ordinal)) is { } unknown)
        {
            throw new UsageException($".export takes --output FORMAT and --limit N, not '{SafeText.Line(unknown)}'");
        }

        var isMarks = words is ["marks", ..];
        words = isMarks ? words[1..] : words;
        if (words.Count > 1)
        {
            throw new UsageException(
                $".export takes one file, not '{SafeText.Line(words[1])}' too; a name with blanks stands in single quotes");
        }

        if (workspace.IsInteractive && workspace.Depth == 0 && words.Count == 0 && format is null)
        {
            throw new UsageException(
                ".export takes a file, whose ending says the form: .export grain.csv; .export --output jsonl writes whole articles to the "
                + "screen");
        }

        var target = Target.Read(
            format, words is [var file] ? file.Trim('"') : null,
            workspace.State.IsModeChosen ? workspace.State.Mode : OutputFormat.Jsonl, workspace.Shell);
        var most = Common.Number("--limit", limit, int.MaxValue, 0, int.MaxValue);
        using var searcher = workspace.OpenSearcher();
        if (isMarks)
        {
            var ids = workspace.Keepsakes.Marks;
            return ids.Count > 0
                ? ArticleExport.Run(
                    workspace.Shell, searcher, [.. ids.Take(most)], target, LocalDates.Zone(workspace.State.Settings.Zone),
                    workspace.Keepsakes.Note)
                : throw new UsageException("there are no marks yet; .mark 2 5 marks hits of the list");
        }

        var step = workspace.Trail.Current ?? throw new UsageException("there is nothing to export yet; search first");
        return ArticleExport.Run(
            workspace.Shell, searcher,
            workspace.Resolved(step.Request, step.Dates) with { TimeLimit = Timeout.InfiniteTimeSpan },
            most, target, workspace.Shell.Cancellation);
    }

    private static string? Option(List<string> words, string name)
    {
        if (words.FirstOrDefault(w => w.StartsWith(name + "=", StringComparison.Ordinal)) is { } whole)
        {
            words.Remove(whole);
            return whole[(name.Length + 1)..];
        }

        var at = words.IndexOf(name);
        if (at < 0)
        {
            return null;
        }

        if (at + 1 == words.Count)
        {
            throw new UsageException($"{name} needs a value");
        }

        var value = words[at + 1];
        words.RemoveRange(at, 2);
        return value;
    }

    // Numbers of hits, ranges of them with commas or blanks between, and ids, which may have commas and hyphens themselves.
    private static List<string> Ids(Workspace workspace, string command, string value, Func<string, bool>? isKept = null)
    {
        if (HitWords.Find(workspace, value, isKept) is { } whole && !HitWords.IsNumber(value, out _))
        {
            return [whole];
        }

        var ids = new List<string>();
        foreach (var word in Words.Split(value))
        {
            if (!IsId(word) && word.Contains(',', StringComparison.Ordinal))
            {
                foreach (var part in word.Split(',', StringSplitOptions.RemoveEmptyEntries))
                {
                    Add(part);
                }
            }
            else
            {
                Add(word);
            }
        }

        return ids.Count > 0 ? [.. ids.Distinct(StringComparer.Ordinal)]
            : throw new UsageException($"{command} takes numbers of hits, such as {command} 2 5, or ids");

        void Add(string word)
        {
            // 2-5 is a range of hits.
            if (word.Split('-') is [var first, var last] && int.TryParse(first, out var from) && int.TryParse(last, out var to)
                && from <= to && to - from < 1_000 && !IsId(word))
            {
                ids.AddRange(Enumerable.Range(from, to - from + 1)
                    .Select(n => HitWords.Id(workspace, command, n.ToString(CultureInfo.InvariantCulture), isKept)));
                return;
            }

            ids.Add(HitWords.Id(workspace, command, word, isKept));
        }

        bool IsId(string word) => HitWords.Find(workspace, word, isKept) is not null;
    }

    /// <summary>What is to be said where nothing is kept beyond the session; else nothing.</summary>
    public static string Lasting(Workspace workspace) =>
        workspace.Keepsakes.IsKept ? "" : " (for this session: there is no folder of yours to keep it in)";
}
