using SearchCore.Web.Collections;
using SearchCore.Web.Configuration;

namespace SearchCore.Web.Startup;

/// <summary>Reads the settings, and sees to it that there is something to search.</summary>
internal static class Settings
{
    private const string FileOption = "settings";

    /// <summary>
    /// The settings of the program's file, of a file named <c>--settings</c>, of environment and command line; the sample archive where
    /// they name no collection.
    /// </summary>
    /// <exception cref="SettingsException">The service cannot start with them; the message names every fault.</exception>
    public static ServiceOptions Read(WebApplicationBuilder builder)
    {
        if (builder.Configuration[FileOption] is { Length: > 0 } file)
        {
            AddFile(builder.Configuration, Path.GetFullPath(file));
        }

        var options = new ServiceOptions();
        try
        {
            builder.Configuration.GetSection(ServiceOptions.Section).Bind(options);
        }
        catch (InvalidOperationException e)
        {
            throw new SettingsException($"A setting cannot be read: {e.InnerException?.Message ?? e.Message}");
        }

        List<string> faults =
            [.. SettingNames.Unknown(builder.Configuration.GetSection(ServiceOptions.Section)), .. OptionsCheck.Faults(options)];
        if (faults.Count > 0)
        {
            throw new SettingsException(
                $"The service cannot start with these settings:\n{string.Join('\n', faults.Select(f => $"  {f}"))}");
        }

        options.DataFolder = Path.GetFullPath(options.DataFolder is { Length: > 0 } folder ? folder : DefaultDataFolder());
        try
        {
            Directory.CreateDirectory(options.DataFolder);
            if (options.Collections.Count == 0)
            {
                AddSample(builder.Configuration, options);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(
                $"The data folder {options.DataFolder} cannot be used: {e.Message} Name another one: "
                + "SearchCore__DataFolder=/var/lib/searchcore.");
        }

        return options;
    }

    // In front of environment and command line, which have the last word.
    private static void AddFile(ConfigurationManager configuration, string file)
    {
        if (!File.Exists(file))
        {
            throw new SettingsException($"There is no file {file} to read settings from.");
        }

        var sources = ((IConfigurationBuilder)configuration).Sources;
        var source = new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource { Path = file, ReloadOnChange = false };
        source.ResolveFileProvider();
        var last = sources.Select((s, i) => (Source: s, Index: i))
            .Last(s => s.Source is Microsoft.Extensions.Configuration.Json.JsonConfigurationSource).Index;
        try
        {
            sources.Insert(last + 1, source);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new SettingsException($"The settings in {file} cannot be read: {e.InnerException?.Message ?? e.Message}");
        }
    }

    private static void AddSample(ConfigurationManager configuration, ServiceOptions options)
    {
        var index = Path.Combine(options.DataFolder!, SampleArchive.Name);
        SampleArchive.Build(index, CancellationToken.None);
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{ServiceOptions.Section}:Collections:{SampleArchive.Name}:Path"] = index,
        });
        options.Collections[SampleArchive.Name] = new() { Title = SampleArchive.Title };
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
