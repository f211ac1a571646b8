using System.Runtime.Versioning;

using SearchCore.Proofs.Doubles;
using SearchCore.Proofs.Histories;
using SearchCore.Proofs.Running;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Folders that cannot be written or read, with the real executable: on a file system mounted read only, and without root's rights where
/// permissions
/// count. Writing is refused with exit code 3 and a reason and nothing is created; searching goes on wherever reading is allowed.
/// </summary>
internal static class RightsProof
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs each case once, where this process may mount and change its user; says so where it may not.</summary>
    public static void Run(ProofSettings settings, ProofReport report)
    {
        if (OperatingSystem.IsLinux() && SizedMount.IsPossible && File.Exists("/usr/bin/setpriv"))
        {
            RunOnLinux(settings, report);
        }
        else
        {
            report.Note("needs root and setpriv: not run here");
        }
    }

    [SupportedOSPlatform("linux")]
    private static void RunOnLinux(ProofSettings settings, ProofReport report)
    {
        using var scratch = new Scratch();
        var file = NumberedFile.Write(Path.Combine(scratch.Root, "articles.jsonl"), settings.Seed, 50);
        Readable(file.Path);
        Readable(scratch.Root);
        Frozen(settings, scratch.Fresh(), file, report);
        var rights = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        Unprivileged(
            "a folder without the right to write", writes: "cannot be written", searches: true, path => File.SetUnixFileMode(path, rights));
        Unprivileged("a folder without any right", writes: "", searches: false, path => File.SetUnixFileMode(path, UnixFileMode.None));
        Unprivileged("files without the right to read", writes: "", searches: false, path =>
        {
            foreach (var name in Directory.EnumerateFiles(path))
            {
                File.SetUnixFileMode(name, UnixFileMode.None);
            }
        });
        report.Case("a new index where nothing may be made", () =>
        {
            var parent = scratch.Fresh();
            Directory.CreateDirectory(parent);
            File.SetUnixFileMode(parent, rights);
            return Refused(AsNobody(settings, "index", file.Path, "--index", Path.Combine(parent, "index")), "cannot be made")
                ?? (Directory.EnumerateFileSystemEntries(parent).Any() ? "something was created" : null);
        });

        void Unprivileged(string name, string writes, bool searches, Action<string> restrict)
        {
            var path = scratch.Fresh();
            Load(settings, file, path);
            restrict(path);
            var before = Names(path);
            report.Case($"{name}: index", () => Refused(AsNobody(settings, "index", file.Path, "--index", path), writes)
                ?? (Names(path).SequenceEqual(before) ? null : "something was created"));
            report.Case($"{name}: search", () =>
            {
                var result = AsNobody(settings, "search", "says", "--time-limit", "off", "--index", path);
                return searches ? Allowed(result) : Refused(result, "");
            });
            report.Case($"{name}: check", () =>
            {
                var result = AsNobody(settings, "check", "--index", path);
                return searches ? Allowed(result)
                    : result.Code == 3 ? null
                    : $"exit code {result.Code}: {result.Error}";
            });
            report.Case($"{name}: delete", () => Refused(AsNobody(settings, "delete", "says", "--yes", "--index", path), writes));
        }
    }

    private static void Frozen(ProofSettings settings, string path, NumberedFile file, ProofReport report)
    {
        using var mount = new SizedMount(path, 16 << 20);
        var index = Path.Combine(path, "index");
        Load(settings, file, index);
        mount.Freeze();
        report.Case("mounted read only: index", () => Refused(Run(settings, "index", file.Path, "--index", index), "cannot be written"));
        report.Case("mounted read only: new index", () =>
            Refused(Run(settings, "index", file.Path, "--index", Path.Combine(path, "other")), "cannot be made"));
        // Without a limit of time: on a busy machine a search that reaches it ends with another code.
        report.Case("mounted read only: search", () => Allowed(Run(settings, "search", "says", "--time-limit", "off", "--index", index)));
        report.Case("mounted read only: stats", () => Allowed(Run(settings, "stats", "--index", index)));
        report.Case("mounted read only: check", () => Allowed(Run(settings, "check", "--index", index)));
        report.Case("mounted read only: delete", () =>
            Refused(Run(settings, "delete", "says", "--yes", "--index", index), "cannot be written"));
    }

    private static string? Allowed(ConsoleResult result) =>
        result.Code == 0 ? null : $"exit code {result.Code}: {result.Output} {result.Error}";

    private static string? Refused(ConsoleResult result, string reason) =>
        result.Code != 3 ? $"exit code {result.Code}: {result.Output} {result.Error}"
        : result.Error.Length == 0 || !result.Error.Contains(reason, StringComparison.Ordinal) ? $"no reason: {result.Error}"
        : result.Error.Contains("a fault of searchcore", StringComparison.Ordinal) ? result.Error : null;

    [SupportedOSPlatform("linux")]
    private static List<string> Names(string path) =>
        File.GetUnixFileMode(path) == UnixFileMode.None && !Environment.IsPrivilegedProcess
            ? []
            : [.. Directory.EnumerateFileSystemEntries(path).Order(StringComparer.Ordinal)];

    private static void Load(ProofSettings settings, NumberedFile file, string path)
    {
        if (Run(settings, "index", file.Path, "--index", path, "--entities", "off") is not { Code: 0 })
        {
            throw new InvalidOperationException($"cannot load into {path}");
        }
    }

    private static ConsoleResult AsNobody(ProofSettings settings, params IEnumerable<string> arguments) =>
        Wait(ConsoleProcess.Start(
            "/usr/bin/setpriv", ["--reuid", "65534", "--regid", "65534", "--clear-groups", settings.Console, .. arguments]));

    private static ConsoleResult Run(ProofSettings settings, params IEnumerable<string> arguments) =>
        Wait(ConsoleProcess.Start(settings.Console, arguments));

    private static ConsoleResult Wait(ConsoleProcess process)
    {
        using (process)
        {
            process.Input.Close();
            return process.Wait(Patience) ?? throw new InvalidOperationException("the console does not end");
        }
    }

    [SupportedOSPlatform("linux")]
    private static void Readable(string path) => File.SetUnixFileMode(
        path, File.GetUnixFileMode(path) | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
}
