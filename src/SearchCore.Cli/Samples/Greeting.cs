using SearchCore.Articles.Reading;
using SearchCore.Cli.Output;
using SearchCore.Cli.Terminal;
using SearchCore.Formats;

namespace SearchCore.Cli.Samples;

/// <summary>What is said where there is no index: how to make one of what lies in the folder.</summary>
internal static class Greeting
{
    private const int MostLookedAt = 200, MostNamed = 8;

    /// <summary>Says it.</summary>
    public static void Write(TextWriter output, Shell shell)
    {
        output.WriteLine($"There is no index here yet: {SafeText.Line(DefaultIndex.Resolve(null, shell))}");
        var found = Found(shell.Folder);
        if (found.Count == 0)
        {
            output.WriteLine("Nothing in this folder looks like articles. Make an index of some that lie elsewhere:");
            output.WriteLine("  searchcore index FOLDER        (searchcore formats lists what is read)");
            return;
        }

        output.WriteLine("In this folder lies what can be indexed:");
        foreach (var (name, what, bytes) in found.Take(MostNamed))
        {
            output.WriteLine($"  {SafeText.Line(name),-28}  {what}{(bytes is { } size ? $" · {Amounts.Bytes(size)}" : "")}");
        }

        if (found.Count > MostNamed)
        {
            output.WriteLine($"  and {Amounts.Count(found.Count - MostNamed, "more file")}");
        }

        var call = found.Count > MostNamed ? "." : string.Join(' ', found.Select(f => Quoted(f.Name)));
        output.WriteLine("Make an index of it:");
        output.WriteLine($"  searchcore index {call}");
    }

    // Files here, and folders that hold such files; a few of them, so that a home folder takes no time.
    private static List<(string Name, string What, long? Bytes)> Found(string folder)
    {
        var found = new List<(string, string, long?)>();
        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(e => e.Name[0] != '.').Take(MostLookedAt)
                .OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                if (entry is FileInfo file)
                {
                    if (Format(file) is { } what)
                    {
                        found.Add((file.Name, what, file.Length));
                    }
                }
                else if (entry is DirectoryInfo { Name: not "index-data", LinkTarget: null } below
                    && below.EnumerateFiles().Take(MostNamed).Select(Format).FirstOrDefault(f => f is not null) is { } kind)
                {
                    found.Add((below.Name + "/", $"a folder of {kind}", null));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing that can be read is nothing that can be offered.
        }

        return found;
    }

    // Any text could be a clipping: only what says by itself what it is counts.
    private static string? Format(FileInfo file)
    {
        try
        {
            return file.Length > 0 && NewsFormats.All.Recognize(InputHead.OfFile(file.FullName), out var match) is { } format
                && format is not IRefusedFormat && match == FormatMatch.Content ? format.Name : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Quoted(string name) =>
        name.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '/') && name[0] != '-' ? name
        : $"'./{name.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
