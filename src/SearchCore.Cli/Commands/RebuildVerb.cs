using System.CommandLine;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>Indexes the stored articles anew.</summary>
internal sealed class RebuildVerb : Verb
{
    private readonly Option<string?> index = Common.Index();
    private readonly Option<string?> threads = new("--threads") { HelpName = "N", Description = "workers (default: one a processor)" };
    private readonly Option<string?> memory =
        new("--memory") { HelpName = "MB", Description = "memory to build segments in, 16 to 16384 (default: 256)" };

    private readonly Option<bool> exactForms =
        new("--exact-forms") { Description = "make the index keep exact forms from now on, for queries like =organise" };

    private readonly Option<string?> language = LanguageOption.New("from now on");

    private readonly Option<bool> detectLanguages = LanguageOption.Detect();
    private readonly Option<string[]> fields = FieldsOption.New("--field", "from now on, in place of those it had");

    public override string Name => "rebuild";

    public override string Summary => "index the stored articles of an index anew, for this version's schema";

    public override string Teaching => """
        The articles are read from the index itself, with the entities that were recognized in them, and the
        result takes its place in one commit. Until then the index is as it was, also when this is
        interrupted; searches go on. It takes as much room again. A damaged index is refused: restore it
        from a snapshot.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
        [("rebuild --index my-index", "after an update that says the schema is another one"),
        ("rebuild --exact-forms", "so that =organise can be asked for"),
        ("rebuild --field price:number", "so that price:>100 can be asked for")];

    public override IReadOnlyList<Option> Options => [index, threads, memory, exactForms, language, detectLanguages, fields];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var options = new ArticleIndexOptions
        {
            Workers = Common.Number("--threads", line.GetValue(threads), 0, 1, 256),
            MemoryMegabytes = Common.Number("--memory", line.GetValue(memory), 256, 16, 16_384),
            ExactForms = line.GetValue(exactForms) ? true : null,
            DetectLanguages = line.GetValue(detectLanguages),
            Language = LanguageOption.Read(line.GetValue(language)),
            Fields = FieldsOption.Read("--field", line.GetValue(fields)),
            Clock = shell.Clock,
        };
        var progress = new ProgressLine(shell);
        var report = ArticleIndex.Rebuild(
            DefaultIndex.Resolve(line.GetValue(index), shell), options,
            new IndexingOptions { Progress = shell.ErrorIsTerminal ? progress : null }, shell.Cancellation);
        progress.Clear();
        IndexingSummary.Write(shell.Error, report);
        return ExitCode.Done;
    }
}
