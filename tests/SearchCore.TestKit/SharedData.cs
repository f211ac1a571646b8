using Xunit;

namespace SearchCore.TestKit;

/// <summary>Real corpora and peers that may stand in a folder <c>shared</c> beside the checkout; the project does without them.</summary>
public static class SharedData
{
    /// <summary>The checkout's root: the folder that holds <c>SearchCore.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The shared folder, or null where there is none.</summary>
    public static string? Folder { get; } = Directory.Exists(Path.Combine(Root, "..", "shared", "data"))
        ? Path.GetFullPath(Path.Combine(Root, "..", "shared"))
        : null;

    /// <summary>A file below <c>shared/data</c>.</summary>
    public static string File(string relative) =>
        Path.Combine(Folder ?? throw new InvalidOperationException("no shared data here"), "data", relative);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "SearchCore.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests do not run inside a checkout");
    }
}

/// <summary>A test on the real corpora: skipped, with a word, where they are not there.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (SharedData.Folder is null)
        {
            Skip = "needs the corpora in ../shared";
        }
    }
}
