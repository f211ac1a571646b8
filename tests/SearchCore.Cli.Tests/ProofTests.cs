using SearchCore.Proofs.Proofs;
using SearchCore.Proofs.Running;

namespace SearchCore.Cli.Tests;

/// <summary>
/// A small sample of a proof that is run against the real executable, with a seed of its own each time; docs/testing.md says how to run
/// them whole.
/// A class each, so that they run side by side.
/// </summary>
public abstract class ProofTests
{
    private readonly ulong seed = (ulong)Environment.TickCount;

    private protected void Holds(Action<ProofSettings, ProofReport> proof, long runs)
    {
        var report = new ProofReport();
        proof(new ProofSettings(seed, runs) { Console = ConsoleProcess.Beside(AppContext.BaseDirectory), Promptness = null }, report);
        Assert.True(report.Failed == 0, $"seed {seed}: {report.Line}\n{string.Join('\n', report.Failures)}");
        Assert.True(report.Run >= runs, report.Line);
    }
}

public sealed class KillProofTests : ProofTests
{
    [Fact]
    public void Killing_a_load_loses_nothing_committed_and_the_same_call_ends_it() => Holds(KillProof.Run, 4);
}

public sealed class HostedKillProofTests : ProofTests
{
    [Fact]
    public void Killing_a_hosted_process_loses_nothing_that_was_answered_as_durable() => Holds(HostedKillProof.Run, 6);
}

public sealed class StandingKillProofTests : ProofTests
{
    [Fact]
    public void Killing_a_process_beside_standing_queries_loses_no_event_and_invents_none() => Holds(StandingKillProof.Run, 6);
}

public sealed class ClusterKillProofTests : ProofTests
{
    [Fact]
    public void Killing_a_writer_of_shards_loses_nothing_acknowledged() => Holds(ClusterKillProof.Run, 4);
}

public sealed class RaceProofTests : ProofTests
{
    [Fact]
    public void One_process_writes_and_the_others_are_told_which() => Holds(RaceProof.Run, 16);
}

public sealed class MemoryLimitProofTests : ProofTests
{
    [Fact]
    public void Too_little_memory_loses_nothing_committed() => Holds(MemoryLimitProof.Run, 4);
}

public sealed class RightsProofTests : ProofTests
{
    [Fact]
    public void Folders_without_rights_are_refused_with_a_reason() => Holds(RightsProof.Run, 0);
}
