using System.Diagnostics;

using SearchCore.Cli.Terminal;
using SearchCore.Proofs.Running;
using SearchCore.TestKit;

namespace SearchCore.Cli.Tests.Terminal;

/// <summary>What is written, and onto what.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_link_stays_a_link_and_a_file_keeps_its_rights()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllText(folder["real.csv"], "old");
        File.SetUnixFileMode(folder["real.csv"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(folder["link.csv"], "real.csv");
        OutputFile.Write(folder["link.csv"], "new"u8);
        Assert.Equal("new", File.ReadAllText(folder["real.csv"]));
        Assert.NotNull(new FileInfo(folder["link.csv"]).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["real.csv"]));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public async Task A_named_pipe_gets_what_is_written_and_stays_one()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using (var make = Process.Start("mkfifo", [folder["pipe"]]))
        {
            await make.WaitForExitAsync();
        }

        var read = Task.Run(() => File.ReadAllText(folder["pipe"]));
        OutputFile.Write(folder["pipe"], "through"u8);
        Assert.Equal("through", await read);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void What_is_not_kept_leaves_nothing_and_a_folder_is_refused()
    {
        File.WriteAllText(folder["x.csv"], "before");
        using (var file = OutputFile.Create(folder["x.csv"]))
        {
            file.Text.Write("half");
        }

        Assert.Equal("before", File.ReadAllText(folder["x.csv"]));
        Assert.Single(Directory.GetFiles(folder.Path));
        var refused = Assert.Throws<UsageException>(() => OutputFile.Create(folder.Path));
        Assert.Contains("is a folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_told_and_has_an_exit_code()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        var start = new ProcessStartInfo("sh", ["-c", "\"$0\" formats > /dev/full", ConsoleProcess.Beside(AppContext.BaseDirectory)])
        {
            RedirectStandardError = true,
        };
        using var run = Process.Start(start)!;
        var error = run.StandardError.ReadToEnd();
        run.WaitForExit();
        Assert.Equal((int)ExitCode.Usage, run.ExitCode);
        Assert.Contains("No space left on device", error, StringComparison.Ordinal);
    }
}
