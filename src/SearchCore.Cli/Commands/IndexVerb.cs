using System.CommandLine;

using SearchCore.Articles.Reading;
using SearchCore.Cli.Loading;
using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;
using SearchCore.Formats.Mapping;
using SearchCore.Json;

namespace SearchCore.Cli.Commands;

/// <summary>Puts articles into an index.</summary>
internal sealed class IndexVerb : Verb
{
    private readonly Argument<string[]> paths =
        new("PATH") { Arity = ArgumentArity.OneOrMore, Description = "files or folders; - is standard input as JSON lines" };
    private readonly Option<string?> index = Common.Index();
    private readonly Option<string?> format = Inputs.FormatOption();
    private readonly Option<string?> entities = new("--entities")
    {
        HelpName = "HOW",
        Description = "recognize (default; those given with an article win),\ngiven (only those given), off (none at all)",
    };
    private readonly RecognizerOption gazetteer = new();
    private readonly Option<string?> threads = new("--threads") { HelpName = "N", Description = "workers (default: one a processor)" };
    private readonly Option<string?> memory =
        new("--memory") { HelpName = "MB", Description = "memory to build segments in, 16 to 16384 (default: 256)" };
    private readonly Option<bool> exactForms = new("--exact-forms")
    {
        Description = "make the index keep exact forms, for queries like =organise; fixed for its life,\na larger index and a slower load",
    };
    private readonly Option<string?> language = LanguageOption.New("of an index that is made");
    private readonly Option<bool> detectLanguages = LanguageOption.Detect();
    private readonly Option<string[]> fields = FieldsOption.New("--field", "of an index that is made");
    private readonly DateOptions dates = new();
    private readonly MapOption map = new();
    private readonly Option<string?> commitInterval = new("--commit-interval")
    {
        HelpName = "SECONDS",
        Description = "how often what is done becomes durable, 0.01 to 3600 (default: 10)",
    };
    private readonly Option<bool> noResume = new("--no-resume") { Description = "start over where an interrupted load would be continued" };
    private readonly Option<string?> rejects =
        new("--rejects") { HelpName = "FILE", Description = "write what was rejected, dropped, repaired or skipped there, as JSON lines" };
    private readonly Option<bool> strict =
        new("--strict") { Description = "reject an article of which a value would be dropped or repaired" };
    private readonly Option<string?> report = new("--report") { HelpName = "json", Description = "print the figures as a line of JSON" };

    public override string Name => "index";

    public override string Summary => "add articles to an index, replacing those with the same id";

    public override string Teaching => """
        An article in JSON lines (.jsonl, .jsonl.gz)
          {"id":"a1","title":"…","body":"…","published":"2017-12-11","source":"TASS","author":["…"],"section":"world",
           "tags":["…"],"entities":{"person":["Vladimir Putin"],"organization":["TASS"],"place":["Syria"]}}
          Only id and one of title and body are needed. Other members are stored; --field makes one searched:
          --field price:number --field draft:boolean --field desk:keyword, then price:>100, draft:true, desk:sports.

        Ctrl-C stops cleanly: what was indexed until then is committed. However a load is interrupted, the
        same call goes on where the last commit left it, if the files and the options are still the same; a
        load that was completed starts over and replaces its articles. Standard input is always read from
        its start.

        Exit code 5: some input was rejected; the rest is committed.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("index news/ --index my-index", "a folder of JSON, CSV, Nexis, NITF, feeds, pages, mail, clippings, each by its content"),
        ("index archive.jsonl.gz --threads 4 --memory 512 --rejects rejected.jsonl", "a large file, keeping what could not be used"),
        ("index - --entities given < new.jsonl", "from another program"),
        ("index archive.jsonl --gazetteer mine.jsonl", "people, ships, laws of your own become facets, too"),
    ];

    public override IReadOnlyList<Argument> Arguments => [paths];

    public override IReadOnlyList<Option> Options =>
        [index, format, entities, gazetteer.Option, threads, memory, exactForms, language, detectLanguages, fields, .. dates.All,
        .. map.All, commitInterval, noResume, rejects, strict, report];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var asJson = Common.OneOf("--report", line.GetValue(report), false, ("json", true));
        var how = Common.OneOf(
            "--entities", line.GetValue(entities), EntityUse.Recognize, ("recognize", EntityUse.Recognize), ("given", EntityUse.Given),
            ("off", EntityUse.Off));
        if (how != EntityUse.Recognize && gazetteer.IsGiven(line))
        {
            throw new UsageException("--gazetteer is for recognizing entities; leave out --entities, or say --entities recognize");
        }

        if (line.GetValue(rejects) is { } lost)
        {
            Inputs.RequireApart("--rejects", lost, line.GetValue(paths) ?? [], shell);
        }

        using var writer = line.GetValue(rejects) is { } file ? new RejectsWriter(shell.Full(file)) : null;
        var mapping = map.Read(line, shell);
        var survey = mapping.Members.Count > 0 ? new MappingSurvey(countsMembers: false) : null;
        var inputs = Inputs.Open(
            line.GetValue(paths) ?? [], line.GetValue(format), shell,
            new() { Dates = dates.Read(line), Mapping = mapping, Survey = survey, Rejects = writer });
        var options = new ArticleIndexOptions
        {
            Recognizer = how == EntityUse.Recognize ? gazetteer.Recognizer(line, shell) : null,
            Workers = Common.Number("--threads", line.GetValue(threads), 0, 1, 1_024),
            MemoryMegabytes = Common.Number("--memory", line.GetValue(memory), 256, 16, 16_384),
            ExactForms = line.GetValue(exactForms) ? true : null,
            DetectLanguages = line.GetValue(detectLanguages),
            Language = LanguageOption.Read(line.GetValue(language)),
            Fields = FieldsOption.Read("--field", line.GetValue(fields)),
            CommitInterval = Common.Seconds("--commit-interval", line.GetValue(commitInterval), TimeSpan.FromSeconds(10), 0.01, 3_600),
            Clock = shell.Clock,
        };
        var folder = DefaultIndex.Resolve(line.GetValue(index), shell);
        using var opened = ArticleIndex.Open(folder, options);
        var told = opened.Standing.Last;
        var sources = how == EntityUse.Off ? inputs.Sources.Select(s => s.WithoutEntities()) : inputs.Sources;
        var loaded = ArticleLoad.Run(
            opened, line.GetValue(strict) ? sources.Select(s => s.Strict()) : sources, writer, shell,
            resume: !line.GetValue(noResume), inputs.Sizes, onResumed: () => survey = null);
        var result = loaded with { SkippedFiles = inputs.Skipped };
        inputs.WriteSkipped(shell.Error);
        foreach (var unmet in survey?.Unmet(mapping) ?? [])
        {
            shell.Complain($"--map: no record had a value of '{unmet}'; 'searchcore inspect' lists the members there are");
        }

        if (opened.Standing.Last > told)
        {
            shell.Complain($"articles matched standing queries: searchcore alerts events --from {told + 1}");
        }

        if (opened.Statistics() is { FailedMerges: > 0 } health)
        {
            shell.Complain(
                $"{Amounts.Count(health.FailedMerges, "merge")} of segments failed ({health.LastMergeFailure}); run 'searchcore check'");
        }

        if (asJson)
        {
            JsonLine.Write(shell.Out, json => SearchCoreJsonWriter.Write(json, result));
        }

        return result.Cancelled ? ExitCode.Interrupted
            : result.Rejected > 0 || result.FailedSources.Count > 0 ? ExitCode.Rejected
            : ExitCode.Done;
    }

    private enum EntityUse
    {
        Recognize,
        Given,
        Off,
    }
}
