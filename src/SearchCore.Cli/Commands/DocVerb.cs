using System.CommandLine;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>One article as it is stored.</summary>
internal sealed class DocVerb : Verb
{
    private readonly Argument<string> id = new("ID") { Description = "the article's id" };
    private readonly Option<string[]?> index = Common.Indexes();

    public override string Name => "doc";

    public override string Summary => "print an article as JSON, in the form in which it is indexed";

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("doc a1", "the article with the id a1; exit code 1 where there is none"),
        ("doc a1 | searchcore index - --index other-index", "copied into another index"),
    ];

    public override IReadOnlyList<Argument> Arguments => [id];

    public override IReadOnlyList<Option> Options => [index];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        using var opened = Open(line.GetValue(index), shell);
        using var searcher = opened.OpenSearcher();
        var wanted = line.GetRequiredValue(id);
        if (searcher.GetStored(wanted) is not { } article)
        {
            shell.Complain($"no article has the id '{wanted}'");
            return ExitCode.NoHits;
        }

        ArticleJson.Write(shell.Out, article);
        return ExitCode.Done;
    }
}
