using SearchCore.Web.Collections;
using SearchCore.Web.Configuration;

namespace SearchCore.Web.Startup;

/// <summary>Reads the settings, and sees to it that there is something to search.</summary>
internal static class Settings
{
    /// <summary>The settings of file, environment and command line; the sample archive where they name no collection.</summary>
    /// <exception cref="IOException">The data folder cannot be written.</exception>
    public static ServiceOptions Read(WebApplicationBuilder builder)
    {
        var options = new ServiceOptions();
        builder.Configuration.GetSection(ServiceOptions.Section).Bind(options);
        options.DataFolder = Path.GetFullPath(options.DataFolder is { Length: > 0 } folder ? folder : DefaultDataFolder());
        Directory.CreateDirectory(options.DataFolder);
        if (options.Collections.Count == 0)
        {
            var index = Path.Combine(options.DataFolder, SampleArchive.Name);
            SampleArchive.Build(index, CancellationToken.None);
            var section = $"{ServiceOptions.Section}:Collections:{SampleArchive.Name}";
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { [$"{section}:Path"] = index });
            options.Collections[SampleArchive.Name] = new() { Title = SampleArchive.Title };
        }

        return options;
    }

    // Beside the sample articles in a clone, which ignores it; else where the user's programs keep their data.
    private static string DefaultDataFolder()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "index-data");
            if (Directory.Exists(data))
            {
                return Path.Combine(data, "web");
            }
        }

        return Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            "searchcore-web");
    }
}
