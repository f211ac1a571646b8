using SearchCore.Proofs.Doubles;
using SearchCore.Proofs.Proofs;
using SearchCore.Proofs.Running;

namespace SearchCore.Tests.Storage;

/// <summary>
/// A small sample of a proof that needs no other process, with a seed of its own each time; docs/testing.md says how to run them whole.
/// A class each, so that they run side by side.
/// </summary>
public abstract class ProofTests
{
    private readonly ulong seed = (ulong)Environment.TickCount;

    private protected void Holds(Action<ProofSettings, ProofReport> proof, long runs)
    {
        var report = new ProofReport();
        proof(new ProofSettings(seed, runs), report);
        Assert.True(report.Failed == 0, $"seed {seed}: {report.Line}\n{string.Join('\n', report.Failures)}");
        Assert.True(report.Run >= runs, report.Line);
    }
}

public sealed class PowerCutProofTests : ProofTests
{
    [Fact]
    public void Power_cuts_lose_nothing_acknowledged() => Holds(PowerCutProof.Run, 400);
}

public sealed class FaultProofTests : ProofTests
{
    [Fact]
    public void Faults_lose_nothing_acknowledged() => Holds((settings, report) => FaultProof.Run(settings, report, every: 11), 150);
}

public sealed class DiskFullProofTests : ProofTests
{
    [Fact]
    public void A_full_disk_loses_nothing_acknowledged() => Holds(DiskFullProof.Run, 20);
}

public sealed class DamageProofTests : ProofTests
{
    [Fact]
    public void Damage_is_found_or_harmless() => Holds(DamageProof.Run, 150);
}

public sealed class PublicationProofTests : ProofTests
{
    [Fact]
    public void Every_moment_of_an_index_is_whole() => Holds(PublicationProof.Run, 60);
}

public sealed class CancellationProofTests : ProofTests
{
    [Fact]
    public void Cancelled_loads_are_committed_and_can_be_repeated() => Holds(CancellationProof.Run, 40);
}

public sealed class LockProofTests : ProofTests
{
    [Fact]
    public void One_writer_holds_the_lock() => Holds(LockProof.Run, 20);
}

/// <summary>The proof of power cuts would notice: with a guard taken out below the library, it fails.</summary>
public sealed class NoticingProofTests
{
    [Theory]
    [InlineData(FileAction.SyncFile, "", "files are not synced")]
    [InlineData(FileAction.SyncFile, "segments_", "commits are not synced")]
    [InlineData(FileAction.SyncFile, "manifest_", "manifests are not synced")]
    [InlineData(FileAction.SyncFolder, "", "folders are not synced")]
    public void The_power_cut_proof_notices_where(FileAction action, string name, string what)
    {
        var report = new ProofReport { StopsAtFirstFailure = true };
        var settings = new ProofSettings(1, 3_000)
        {
            Ignored = operation =>
                operation.Action == action && Path.GetFileName(operation.Path).StartsWith(name, StringComparison.Ordinal),
        };
        Assert.True(Assert.Throws<FirstFailureException>(() => PowerCutProof.Run(settings, report)) is not null, what);
    }
}
