using System.CommandLine;

using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>Runs and operates a cluster, by the program that does.</summary>
internal sealed class ClusterVerb : Verb
{
    private readonly Argument<string[]> words = new("COMMAND")
    {
        Description = "status, load FILE…, move SHARD SILO…, split, drain SILO, verify,\nand what else searchcore-node does: run, create, "
            + "search, local",
        Arity = ArgumentArity.OneOrMore,
    };

    public override string Name => "cluster";

    public override string Summary => "run and operate a cluster of machines";

    public override bool IsForAnotherProgram => true;

    public override string Teaching => """
        Everything behind 'cluster' goes to searchcore-node, which is beside this program, on the PATH, or where
        SEARCHCORE_NODE says; what its commands take, 'searchcore-node COMMAND --help' says. It reads
        searchcore-node.json of this folder, or what --config names. docs/cluster.md
        To search one: searchcore search QUERY --index cluster:searchcore-node.json
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("cluster local", "a cluster on this machine with the sample archive, to try it"),
        ("cluster status --config news.json", "which silos there are, and where shards are ready"),
        ("cluster load news/*.jsonl.gz", "an archive into all shards side by side"),
        ("cluster move 3 node-2 node-5", "shard 3 to these silos"),
        ("cluster split", "twice as many shards"),
        ("cluster drain node-2", "have a silo leave in order"),
        ("cluster verify", "receive every shard and check it"),
    ];

    public override IReadOnlyList<Argument> Arguments => [words];

    public override IReadOnlyList<Option> Options => [];

    public override ExitCode Run(ParseResult line, Shell shell) => (ExitCode)NodeProgram.Run(line.GetValue(words)!, shell);
}
