using SearchCore.Articles.Reading;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>What the paths of a command line hold.</summary>
internal static class Inputs
{
    /// <summary>A source for each path. A path that does not exist is a mistake of the command line: nothing is read then.</summary>
    public static IReadOnlyList<IArticleSource> Open(IReadOnlyList<string> paths, string? format, Shell shell)
    {
        foreach (var path in paths.Where(p => p != "-"))
        {
            if (!Path.Exists(shell.Full(path)))
            {
                throw new UsageException($"there is no file or folder '{path}'");
            }
        }

        return [.. paths.Select(path => path == "-" ? new JsonLinesSource(shell.In, "-") : new JsonLinesSource(shell.Full(path)))];
    }
}
