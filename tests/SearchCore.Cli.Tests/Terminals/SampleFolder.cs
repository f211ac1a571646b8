using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Terminals;

/// <summary>A folder with the index of the sample archive, in which terminals run.</summary>
public sealed class SampleFolder : IDisposable
{
    private readonly TempFolder folder = new();

    public SampleFolder()
    {
        using var run = new ConsoleRun(folder.Path);
        var articles = System.IO.Path.Combine(SharedData.Root, "index-data", "articles");
        Assert.Equal(ExitCode.Done, run.Run("index", articles, "--index", "archive"));
    }

    public string Path => folder.Path;

    public string this[string name] => folder[name];

    public void Dispose() => folder.Dispose();
}
