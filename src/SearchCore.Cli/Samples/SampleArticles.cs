namespace SearchCore.Cli.Samples;

/// <summary>The sample articles as the console carries them, for a folder that has none of its own.</summary>
internal static class SampleArticles
{
    private const string Prefix = "samples/";

    /// <summary>Writes them into a folder, as they lie in the project.</summary>
    public static void Extract(string folder)
    {
        var assembly = typeof(SampleArticles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var file = Path.Combine([folder, .. name[Prefix.Length..].Split('/', '\\')]);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var source = assembly.GetManifestResourceStream(name)!;
            using var target = File.Create(file);
            source.CopyTo(target);
        }
    }
}
