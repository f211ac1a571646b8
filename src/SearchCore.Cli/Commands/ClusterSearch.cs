using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using SearchCore.Cli.Terminal;
using SearchCore.Json;

namespace SearchCore.Cli.Commands;

/// <summary>A cluster that is searched by the program that reaches it: a question a line of JSON, an answer a line. For one thread.
/// </summary>
internal sealed class ClusterSearch : IDisposable
{
    private readonly Process process;
    private readonly Task<string> said;
    private readonly CancellationTokenRegistration stop;
    private readonly Shell shell;

    /// <summary>Starts the program.</summary>
    /// <param name="config">The cluster's configuration file.</param>
    /// <param name="shell">What stands around; Ctrl-C ends it.</param>
    /// <exception cref="UsageException">The program is not here.</exception>
    public ClusterSearch(string config, Shell shell)
    {
        this.shell = shell;
        process = NodeProgram.Start(["ask", "--config", config], shell);
        said = process.StandardError.ReadToEndAsync();
        stop = shell.Cancellation.Register(() => OtherProgram.Kill(process));
    }

    /// <summary>As <see cref="ArticleSearcher.Search"/>.</summary>
    /// <exception cref="QueryException">The query cannot be understood.</exception>
    /// <exception cref="UsageException">The cluster cannot be reached, or refuses the request.</exception>
    public SearchResults Search(SearchRequest request) =>
        Ask("search", request, SearchCoreJsonContext.Default.SearchRequest, "found", SearchCoreJsonContext.Default.SearchResults)!;

    /// <summary>As <see cref="ArticleSearcher.Explain"/>.</summary>
    /// <exception cref="QueryException">The query cannot be understood.</exception>
    /// <exception cref="UsageException">The cluster cannot be reached, or refuses the request.</exception>
    public QueryExplanation Explain(SearchRequest request) =>
        Ask("explain", request, SearchCoreJsonContext.Default.SearchRequest, "explained", SearchCoreJsonContext.Default.QueryExplanation)!;

    /// <summary>An article with what the cluster stored of it; null where it is not there.</summary>
    /// <exception cref="UsageException">The cluster cannot be reached.</exception>
    public StoredArticle? GetStored(string id) => Ask(
        "get", id, SearchCoreJsonContext.Default.String, "article", SearchCoreJsonContext.Default.StoredArticle);

    public void Dispose()
    {
        stop.Dispose();
        OtherProgram.Kill(process);
        process.Dispose();
    }

    private TAnswer? Ask<TQuestion, TAnswer>(
        string name, TQuestion question, JsonTypeInfo<TQuestion> asks, string expected, JsonTypeInfo<TAnswer> answers)
        where TAnswer : class
    {
        string? line = null;
        try
        {
            process.StandardInput.WriteLine($"{{\"{name}\":{JsonSerializer.Serialize(question, asks)}}}");
            process.StandardInput.Flush();
            line = process.StandardOutput.ReadLine();
        }
        catch (IOException)
        {
            // It ended; why is said below.
        }

        shell.Cancellation.ThrowIfCancellationRequested();
        if (line is null)
        {
            process.WaitForExit();
            var why = said.GetAwaiter().GetResult().Trim();
            throw new UsageException(
                why.StartsWith($"{NodeProgram.Name}: ", StringComparison.Ordinal) ? why[(NodeProgram.Name.Length + 2)..]
                    : $"{NodeProgram.Name} ended with {process.ExitCode}{(why.Length > 0 ? $": {why}" : "")}");
        }

        using var answer = JsonDocument.Parse(line);
        if (answer.RootElement.TryGetProperty("fault", out var fault))
        {
            throw answer.RootElement.TryGetProperty("diagnostics", out var diagnostics)
                ? new QueryException(
                    answer.RootElement.GetProperty("query").GetString() ?? "",
                    [.. diagnostics.EnumerateArray().Select(d => d.Deserialize(SearchCoreJsonContext.Default.QueryDiagnostic)!)])
                : new UsageException($"the cluster refuses it: {fault.GetString()}");
        }

        return answer.RootElement.GetProperty(expected).Deserialize(answers);
    }
}
