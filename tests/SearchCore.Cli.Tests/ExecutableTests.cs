using System.Diagnostics;

using SearchCore.Proofs.Running;
using SearchCore.TestKit;

namespace SearchCore.Cli.Tests;

/// <summary>The executable itself, where the process matters: exit codes, pipes, signals.</summary>
public sealed class ExecutableTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--version", 0)]
    [InlineData("help search", 0)]
    [InlineData("search x --index none", 3)]
    [InlineData("serch x", 2)]
    [InlineData("parse syria", 0)]
    public void The_exit_code_reaches_the_caller(string line, int code) =>
        Assert.Equal(code, Shell($"exec searchcore {line} </dev/null").Code);

    [Fact]
    public void A_journey_through_pipes()
    {
        var (code, output, _) = Shell(
            """
            printf '{"id":"a","title":"Port strike ends"}\n{"id":"b","title":"Köln in snow"}\n' | searchcore index - --index index --report json | tail -n 1 | grep -c '"committed":true'
            printf '.time-limit off\nstrike\nköln\n' | searchcore --index index
            searchcore check --index index
            """);
        Assert.Equal(0, code);
        var lines = output.Split('\n');
        Assert.Equal("1", lines[0]);
        Assert.StartsWith("{\"id\":\"a\",", lines[1], StringComparison.Ordinal);
        Assert.Contains("Köln in snow", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("sound: 2 articles", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_leaves_early_is_no_error()
    {
        var (_, output, error) = Shell(
            """
            awk 'BEGIN { for (i = 0; i < 5000; i++) printf "{\"id\":\"%d\",\"title\":\"strike number %d\",\"body\":\"a long enough line to fill the pipe of the reader who leaves\"}\n", i, i }' > in.jsonl
            searchcore index in.jsonl --index index --entities given 2>/dev/null
            { searchcore export strike --index index 2>told; echo "code $?" >code; } | head -n 1
            searchcore search strike --index index --limit 5000 2>slow | head -n 1
            printf 'strike\n.export\n.export\n' | searchcore --index index 2>lines | head -n 1
            """);

        Assert.Equal(3, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal("code 0\n", File.ReadAllText(folder["code"]));

        // Nobody is told of 5,000 articles that nobody got.
        Assert.Empty(File.ReadAllText(folder["told"]));
        Assert.DoesNotContain("exported", File.ReadAllText(folder["lines"]), StringComparison.Ordinal);
        Assert.DoesNotContain("pipe", error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("pipe", File.ReadAllText(folder["slow"]), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_closed_standard_input_asks_nothing_and_gets_the_tour()
    {
        var (code, output, _) = Shell("searchcore --index none <&-");
        Assert.Equal(0, code);
        Assert.Contains("That was it.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_to_end_commits_what_was_published_and_is_exit_code_130()
    {
        var (code, output, error) = Shell(
            // A shell without a terminal lets its children ignore INT; both signals are handled the same.
            """
            mkfifo pipe
            searchcore index - --index index --report json <pipe >report &
            child=$!
            exec 3>pipe
            printf '{"id":"a","title":"One"}\n' >&3
            while [ ! -e index/segments.gen ]; do sleep 0.1; done
            kill -TERM $child
            wait $child; echo "code $?"
            cat report
            searchcore check --index index
            """);
        Assert.Contains("code 130\n", output, StringComparison.Ordinal);
        Assert.Contains("\"committed\":true", output, StringComparison.Ordinal);
        Assert.Contains("sound: ", output, StringComparison.Ordinal);
        Assert.Contains("interrupted", error, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public void Without_file_locking_nothing_is_written()
    {
        var (code, _, error) =
            Shell("printf '{\"id\":\"a\",\"title\":\"One\"}\\n' | DOTNET_SYSTEM_IO_DISABLEFILELOCKING=1 searchcore index - --index index");
        Assert.Equal(3, code);
        Assert.Contains("Unset DOTNET_SYSTEM_IO_DISABLEFILELOCKING", error, StringComparison.Ordinal);
    }

    private (int Code, string Output, string Error) Shell(string script)
    {
        var place = Path.GetDirectoryName(ConsoleProcess.Beside(AppContext.BaseDirectory));
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        start.Environment["PATH"] = $"{place}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "the script does not end");
        return (process.ExitCode, output, error.Result);
    }
}
