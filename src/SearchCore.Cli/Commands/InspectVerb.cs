using System.CommandLine;
using System.Globalization;

using SearchCore.Articles;
using SearchCore.Articles.Reading;
using SearchCore.Cli.Loading;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Formats;
using SearchCore.Formats.Mapping;

namespace SearchCore.Cli.Commands;

/// <summary>Says what a file is, what its articles would be and what would be lost, before anything is indexed.</summary>
internal sealed class InspectVerb : Verb
{
    private const int MostShown = 160, MostExamples = 3, MostMembers = 40;

    private readonly Argument<string> path = new("FILE") { Description = "a file or folder" };
    private readonly Option<string?> format = Inputs.FormatOption();
    private readonly DateOptions dates = new();
    private readonly MapOption map = new();
    private readonly Option<string?> writeMap =
        new("--write-map") { HelpName = "FILE", Description = "write the mapping there, to be edited and given as --map @FILE" };
    private readonly Option<string?> records =
        new("--records") { HelpName = "N", Description = "how many records to look at, 1 to 1000000 (default: 1000)" };

    public override string Name => "inspect";

    public override string Summary => "what a file is and what its articles would be";

    public override string Teaching => """
        Reads the first records of a file or folder as 'index' would, and indexes nothing: the format, the
        first three articles, how many have a title, a text, a date …, which members there are and what each
        becomes, and what would be dropped, repaired or rejected, with examples.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("inspect dump.csv", "before it is indexed"),
        ("inspect dump.csv --map title=kop,body=tekst", "with members that are called otherwise"),
        ("inspect dump.csv --write-map dump.map.json", "writes what was found, to be edited: index dump.csv --map @dump.map.json"),
        ("inspect ~/archive --records 100000", "more than the first thousand records"),
    ];

    public override IReadOnlyList<Argument> Arguments => [path];

    public override IReadOnlyList<Option> Options => [format, records, .. dates.All, .. map.All, writeMap];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var name = line.GetValue(path)!;
        var most = Common.Number("--records", line.GetValue(records), 1_000, 1, 1_000_000);
        if (line.GetValue(writeMap) is { } target)
        {
            RequireNew(target, name, shell);
        }

        var survey = new MappingSurvey();
        var inputs = Inputs.Open(
            [name], line.GetValue(format), shell, new() { Dates = dates.Read(line), Mapping = map.Read(line, shell), Survey = survey });
        var told = new Findings();
        if (File.Exists(shell.Full(name)))
        {
            var head = InputHead.OfFile(shell.Full(name));
            Write(shell, $"{name}: {NewsFormats.All.Recognize(head, out _)?.Description ?? "of no known format"}");
        }

        var failures = new List<string>();
        try
        {
            foreach (var source in inputs.Sources)
            {
                told.AddSource(source.Name);
                foreach (var article in Read(source, told, failures, shell.Cancellation))
                {
                    told.Add(article);
                    if (told.Articles <= MostExamples)
                    {
                        WriteArticle(shell, article);
                    }

                    if (told.Articles + told.Rejected >= most)
                    {
                        break;
                    }
                }

                if (told.Articles + told.Rejected >= most)
                {
                    break;
                }
            }
        }
        catch (ArticleSourceException e)
        {
            failures.Add(e.Message);
        }

        shell.Out.WriteLine();
        foreach (var text in told.Lines(survey.Records == 0).Concat(MappingLines(survey)).Concat(failures))
        {
            Write(shell, text);
        }

        inputs.WriteSkipped(shell.Out);
        if (line.GetValue(writeMap) is { } file)
        {
            var mapping = map.Read(line, shell) is { Members.Count: > 0 } stated ? survey.ToMapping().With(stated) : survey.ToMapping();
            OutputFile.Write(shell.Full(file), System.Text.Encoding.UTF8.GetBytes(mapping.ToJson()));
            Write(shell, $"wrote {file}; edit it, then: searchcore index {name} --map @{file}");
        }

        return failures.Count > 0 ? ExitCode.Rejected : ExitCode.Done;
    }

    // What is there may have been edited for an hour.
    private static void RequireNew(string target, string input, Shell shell)
    {
        Inputs.RequireApart("--write-map", target, [input], shell);
        if (new FileInfo(shell.Full(target)) is { Exists: true, Length: > 0 })
        {
            throw new UsageException($"--write-map: {target} is there already and may have been edited; name another file, or delete it");
        }
    }

    private static IEnumerable<Article> Read(
        IArticleSource source, Findings told, List<string> failures, CancellationToken cancellation)
    {
        using var articles = source.ReadArticles(told.Add, told.Add, cancellation).GetEnumerator();
        while (true)
        {
            try
            {
                if (!articles.MoveNext())
                {
                    yield break;
                }
            }
            catch (ArticleSourceException e)
            {
                failures.Add(e.Message);
                yield break;
            }

            yield return articles.Current;
        }
    }

    private static IEnumerable<string> MappingLines(MappingSurvey survey)
    {
        if (survey.Records == 0)
        {
            yield break;
        }

        foreach (var target in survey.Taken.GroupBy(t => t.Target))
        {
            var from = string.Join(", ", target.Select(t => t.Count == survey.Records
                ? t.Member : string.Create(CultureInfo.InvariantCulture, $"{t.Member} ({t.Count:N0})")));
            yield return $"{target.Key} is taken from: {from}";
        }

        var taken = survey.Taken.Select(t => t.Member.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, count, example) in survey.Members.Where(m => !taken.Contains(m.Name)).Take(MostMembers))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"kept as it is: {name} ({count:N0} of {survey.Records:N0}), such as {example}");
        }
    }

    private static void Write(Shell shell, string text) => shell.Out.WriteLine(SafeText.Line(text));

    private static void WriteArticle(Shell shell, Article article)
    {
        shell.Out.WriteLine();
        Show("id", article.Id);
        Show("title", article.Title);
        Show("body", article.Body);
        Show("published", article.Published?.ToString());
        Show("source", article.Source);
        Show("url", article.Url);
        Show("section", article.Section);
        Show("language", article.Language);
        Show("author", string.Join("; ", article.Authors));
        Show("tags", string.Join("; ", article.Tags));
        Show("entities", string.Join("; ", article.Entities.Select(e => $"{e.Kind}: {e.Name}")));
        foreach (var (member, value) in article.Members)
        {
            Show($"({member})", value);
        }

        void Show(string label, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                var text = value.Length > MostShown ? $"{value[..MostShown]}…" : value;
                shell.Out.WriteLine($"  {SafeText.Line(label),-14} {SafeText.Line(text.ReplaceLineEndings(" "))}");
            }
        }
    }

    /// <summary>What was found so far.</summary>
    private sealed class Findings
    {
        private readonly Dictionary<string, long> having = new(StringComparer.Ordinal);
        private readonly Dictionary<string, long> members = new(StringComparer.Ordinal);
        private readonly Dictionary<string, long> formats = new(StringComparer.Ordinal);
        private readonly Dictionary<string, (long Count, string Example)> said = new(StringComparer.Ordinal);

        public long Articles { get; private set; }

        public long Rejected { get; private set; }

        // The files of one article each come in runs, of which the folder is the name.
        public void AddSource(string name)
        {
            var format = File.Exists(name)
                ? NewsFormats.All.Recognize(InputHead.OfFile(name), out _)?.Description : "plain text in a folder";
            Count(formats, format ?? "of no known format", true);
        }

        public void Add(Article article)
        {
            Articles++;
            Count(having, "title", article.Title is not null);
            Count(having, "body", article.Body is not null);
            Count(having, "published", article.Published is not null);
            Count(having, "source", article.Source is not null);
            Count(having, "url", article.Url is not null);
            Count(having, "section", article.Section is not null);
            Count(having, "language", article.Language is not null);
            Count(having, "author", article.Authors.Count > 0);
            Count(having, "tags", article.Tags.Count > 0);
            Count(having, "entities", article.Entities.Count > 0);
            foreach (var (name, _) in article.Members)
            {
                Count(members, name, true);
            }
        }

        public void Add(RejectedRecord record)
        {
            Rejected++;
            var place = record.Line > 0 ? $"line {record.Line}" : $"byte {record.Offset}";
            Say($"rejected ({record.Code})", $"{place}: {record.Reason}");
        }

        public void Add(ArticleNotice notice) => Say(IndexingSummary.Words(notice.Kind), notice.Detail);

        public IEnumerable<string> Lines(bool withMembers)
        {
            if (formats.Values.Sum() > 1)
            {
                var kinds = formats.OrderByDescending(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal)
                    .Select(f => f.Value == 1 ? f.Key : string.Create(CultureInfo.InvariantCulture, $"{f.Key} ({f.Value:N0})"));
                yield return $"files: {string.Join(", ", kinds)}";
            }

            yield return string.Create(CultureInfo.InvariantCulture, $"{Articles:N0} articles looked at, {Rejected:N0} rejected");
            if (Articles > 0)
            {
                yield return $"have: {string.Join(", ", having.Where(h => h.Value > 0).Select(h => Share(h.Key, h.Value)))}";
            }

            if (withMembers && members.Count > 0)
            {
                var kept = members.OrderByDescending(m => m.Value).ThenBy(m => m.Key, StringComparer.Ordinal);
                yield return $"kept as members: {string.Join(", ", kept.Select(m => Share(m.Key, m.Value)))}";
            }

            foreach (var (what, (count, example)) in said.OrderByDescending(s => s.Value.Count).ThenBy(s => s.Key, StringComparer.Ordinal))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{what}: {count:N0}, such as {example}");
            }
        }

        private string Share(string name, long count) =>
            count == Articles ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({count:N0})");

        private static void Count(Dictionary<string, long> counts, string name, bool has) =>
            counts[name] = counts.GetValueOrDefault(name) + (has ? 1 : 0);

        private void Say(string what, string example) =>
            said[what] = said.TryGetValue(what, out var before) ? (before.Count + 1, before.Example) : (1, example);
    }
}
