using SearchCore.Web.Configuration;

namespace SearchCore.Web.Startup;

/// <summary>What the program does when it is called.</summary>
internal static class CommandLine
{
    private const int Done = 0, Failed = 1, Usage = 2;

    private const string Help = """
        searchcore-web: an archive of news in the browser, and over HTTP.

          searchcore-web                        the sample archive at http://localhost:5080
          searchcore-web --settings FILE        archives and readers as a file of settings says
          searchcore-web --urls http://localhost:8080
          searchcore-web key new                a new key for a machine, and the hash that goes into the settings
          searchcore-web --help

        Every setting can be given in a file (JSON), in the environment (SearchCore__DataFolder=/var/lib/searchcore) or here
        (--SearchCore:DataFolder=/var/lib/searchcore); the later of these wins. An archive that the console made:

          SearchCore__Collections__news__Path=/var/news/index searchcore-web

        Without keys or a sign-in the service has one user and listens on this machine alone. The API is at /v1, its description at
        /openapi/v1.json. docs/operating.md has every setting, docs/security.md who may do what.
        """;

    /// <summary>Does what is asked for, until it is told to stop.</summary>
    /// <returns>The exit code: 0 done, 1 failed, 2 a wrong call or wrong settings.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["--help" or "-h" or "-?" or "help", ..]:
                Console.WriteLine(Help);
                return Done;
            case ["key", "new"]:
                var key = ApiKey.New();
                Console.WriteLine($"key   {key}\nhash  {ApiKey.Hash(key)}");
                Console.Error.WriteLine("Give the key to its owner; it is shown this once. The hash goes into SearchCore:Access:Keys.");
                return Done;
            case [var word, ..] when !word.StartsWith('-') && !word.Contains('='):
                Console.Error.WriteLine(
                    $"searchcore-web: there is no '{string.Join(' ', args)}'; searchcore-web --help shows what there is");
                return Usage;
            default:
                return await Serve(args);
        }
    }

    private static async Task<int> Serve(string[] args)
    {
        try
        {
            await using var app = ServiceHost.Build(args);
            await app.StartAsync();
            foreach (var address in app.Urls)
            {
                Console.WriteLine($"SearchCore is at {address}");
            }

            await app.WaitForShutdownAsync();
            return Done;
        }
        catch (SettingsException e)
        {
            Console.Error.WriteLine($"searchcore-web: {e.Message}");
            return Usage;
        }
        catch (Microsoft.Extensions.Options.OptionsValidationException e)
        {
            Console.Error.WriteLine($"searchcore-web: {string.Join('\n', e.Failures)}");
            return Usage;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A port that is none, a file of settings that is no JSON, a folder that is another's.
            Console.Error.WriteLine($"searchcore-web: {(e as InvalidDataException)?.InnerException?.Message ?? e.Message}");
            return Failed;
        }
    }
}
