using System.Diagnostics;

using SearchCore.Proofs.Running;
using SearchCore.TestKit;

namespace SearchCore.Proofs.Proofs;

/// <summary>
/// Takes one guard at a time out of a copy of the source (every sync there is, the lock, the check, the publication lock, the rollbacks),
/// builds it and runs the proof that must notice. A case fails where the proof does not: then it guards nothing. The copy as it is must
/// pass first.
/// </summary>
internal static class MutationProof
{
    public static void Run(ProofSettings settings, ProofReport report)
    {
        using var folder = new TempFolder();
        Copy(SharedData.Root, folder.Path);
        var source = Path.Combine(folder.Path, "src");
        var mutants = SourceMutant.All(source).ToList();
        foreach (var (proof, runs) in mutants.GroupBy(m => m.Proof).Select(g => (g.Key, g.Max(m => m.Runs))))
        {
            report.Case($"nothing taken out: {proof}", () =>
                Prove(folder.Path, proof, runs, settings.Seed) is { } said && said.Code != 0 ? said.Text : null);
        }

        foreach (var mutant in mutants)
        {
            report.Case($"without {mutant.Name}", () =>
            {
                var file = Path.Combine(source, mutant.File);
                var original = File.ReadAllText(file);
                File.WriteAllText(file, mutant.Text);
                try
                {
                    var (code, text) = Prove(folder.Path, mutant.Proof, mutant.Runs, settings.Seed);
                    report.Note(code == 1 ? "noticed by a proof" : code == 0 ? "not noticed" : "noticed by a crash");
                    return code is 0 or BuildFails ? $"{mutant.Name}: {mutant.Proof} does not notice" : null;
                }
                finally
                {
                    File.WriteAllText(file, original);
                }
            });
        }
    }

    private const int BuildFails = -1;

    private static (int Code, string Text) Prove(string root, string proof, long runs, ulong seed)
    {
        var project = Path.Combine(root, "tests", "SearchCore.Proofs");
        var (code, text) =
            Execute("dotnet", "build", project, "-c", "Release", "-p:TreatWarningsAsErrors=false", "-p:EnforceCodeStyleInBuild=false",
            "-p:RunAnalyzers=false", "-v", "q", "--nologo");
        return code != 0
            ? (BuildFails, text)
            : Execute(
                Path.Combine(project, "bin", "Release", "net10.0", "SearchCore.Proofs"), proof, "--runs", $"{runs}", "--seed", $"{seed}",
                "--until-first-failure");
    }

    private static (int Code, string Text) Execute(string command, params IEnumerable<string> arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*.props").Append(Path.Combine(from, "global.json"))
            .Append(Path.Combine(from, ".editorconfig")).Append(Path.Combine(from, "SearchCore.sln")))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        // All projects: which of them the proofs need changes with the proofs.
        string[] parts = ["src", "index-data", "tests/SearchCore.Proofs", "tests/SearchCore.TestKit", "tests/Directory.Build.props"];
        foreach (var part in parts)
        {
            var whole = Path.Combine(from, part);
            foreach (var file in File.Exists(whole)
                ? [whole]
                : Directory.EnumerateFiles(whole, "*", SearchOption.AllDirectories)
                .Where(f => !f[whole.Length..].Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj" or "node_modules")))
            {
                var target = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }
}
