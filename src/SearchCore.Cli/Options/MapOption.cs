using System.CommandLine;

using SearchCore.Cli.Terminal;
using SearchCore.Formats.Mapping;

namespace SearchCore.Cli.Options;

/// <summary>The options that say which members of records are which properties of articles.</summary>
internal sealed class MapOption
{
    private readonly Option<string[]> map = new("--map")
    {
        HelpName = "TO=FROM,…|@FILE",
        Description = "which members of JSON and tables are what: title=headline,body=maintext,\n"
            + "desk=meta.section; @FILE reads them from JSON ('inspect --write-map' writes one)",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> html = new("--html")
    {
        HelpName = "WHEN",
        Description = "read titles and bodies as HTML: auto (default: those that have tags), always, never",
    };

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [map, html];

    /// <summary>What they say.</summary>
    /// <exception cref="UsageException">A mapping cannot be read.</exception>
    public ArticleMapping Read(ParseResult line, Shell shell)
    {
        try
        {
            var mapping = (line.GetValue(map) ?? []).Aggregate(ArticleMapping.Guess, (all, next) => all.With(next.StartsWith('@')
                ? ArticleMapping.ParseJson(File.ReadAllText(shell.Full(next[1..])))
                : ArticleMapping.Parse(next)));
            var use = Common.OneOf(
                "--html", line.GetValue(html), HtmlUse.Auto, ("auto", HtmlUse.Auto), ("always", HtmlUse.Always), ("never", HtmlUse.Never));
            return use == HtmlUse.Auto ? mapping : mapping.With(use);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--map: {e.Message}");
        }
    }
}
