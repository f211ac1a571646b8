using System.CommandLine;

using SearchCore.Node.Configuration;
using SearchCore.Node.Operating;

namespace SearchCore.Node.Commands;

/// <summary>The commands of standing queries, and what they say of themselves.</summary>
internal static class AlertCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "A line of JSON for each query or event (docs/json.md)." };

    /// <summary>The command with its actions.</summary>
    /// <param name="config">The option that every command has.</param>
    public static Command Make(Option<FileInfo> config)
    {
        var command = new Command(
            "alerts",
            """
            Queries that stand in the whole cluster: be told of every article that comes in, to any shard, and matches.

            searchcore-node alerts add quakes 'earthquake AND place:Japan'    a query named quakes; what is sent from now on is matched
            searchcore-node alerts                                            the queries that stand
            searchcore-node alerts events --consumer mail --follow            what came and what comes; after a crash it goes on
            searchcore-node alerts replay --consumer mail --after 0:3.12      mail gets everything behind a position again

            Events are those of commits that were published. They come shard by shard, within a shard in the order of its commits and of
            their input, and stay until 'discard' removes them. No silo has to run for any of it.
            """)
        {
            List(config), Add(config), Remove(config), Events(config), Replay(config), Discard(config), Json,
        };
        command.SetAction((p, c) => Alerting.ListAsync(NodeFile.Read(p.GetValue(config)!), p.GetValue(Json), Console.Out, c));
        return command;
    }

    private static Command List(Option<FileInfo> config)
    {
        var command = new Command("list", "List the queries that stand. With --json in the form that 'add --file' takes.") { Json };
        command.SetAction((p, c) => Alerting.ListAsync(NodeFile.Read(p.GetValue(config)!), p.GetValue(Json), Console.Out, c));
        return command;
    }

    private static Command Add(Option<FileInfo> config)
    {
        var words = new Argument<string[]>("NAME QUERY") { Description = "A name, and what is looked for (docs/query-language.md)." };
        var file = new Option<FileInfo?>("--file")
        {
            Description = "Many at once: on each line a query as JSON, or NAME, tab, QUERY. All are stored, or none.",
        };
        var kinds = new Option<string[]>("--kind")
        {
            Description = "A kind of entity that queries name and no article has yet, as vessel. May be repeated.",
        };
        var command = new Command("add", "Store a query, in the place of one with the same name.") { words, file, kinds };
        command.SetAction((p, c) => Alerting.AddAsync(
            NodeFile.Read(p.GetValue(config)!), p.GetValue(words) ?? [], p.GetValue(file), p.GetValue(kinds) ?? [], Console.Out, c));
        return command;
    }

    private static Command Remove(Option<FileInfo> config)
    {
        var name = new Argument<string>("NAME") { Description = "The query." };
        var command = new Command("remove", "Remove a query; its events stay. Exit code 1 where there is none.") { name };
        command.SetAction((p, c) => Alerting.RemoveAsync(NodeFile.Read(p.GetValue(config)!), p.GetValue(name)!, Console.Out, c));
        return command;
    }

    private static Command Events(Option<FileInfo> config)
    {
        var after = new Option<string?>("--after") { Description = "Those behind a position, as an event has it." };
        var consumer = new Option<string?>("--consumer")
        {
            Description = "Those that this consumer has not had yet; what was printed is then had. One process at a time for each.",
        };
        var only = new Option<string?>("--query") { Description = "Those of one query alone." };
        var follow = new Option<bool>("--follow") { Description = "Go on with those to come, until Ctrl-C." };
        var command = new Command("events", "Print events. Exit code 1 where there are none.") { after, consumer, only, follow, Json };
        command.SetAction((p, c) => Alerting.EventsAsync(
            NodeFile.Read(p.GetValue(config)!),
            new(p.GetValue(after), p.GetValue(consumer), p.GetValue(only), p.GetValue(follow), p.GetValue(Json)), Console.Out, c));
        return command;
    }

    private static Command Replay(Option<FileInfo> config)
    {
        var consumer = new Option<string>("--consumer") { Description = "Who is to have events again.", Required = true };
        var after = new Option<string?>("--after")
        {
            Description = "The position behind which it goes on; the first event where it is not said.",
        };
        var command = new Command("replay", "Put a consumer back, or forward, to a position.") { consumer, after };
        command.SetAction((p, c) => Alerting.ReplayAsync(
            NodeFile.Read(p.GetValue(config)!), p.GetValue(consumer)!, p.GetValue(after) ?? string.Empty, Console.Out, c));
        return command;
    }

    private static Command Discard(Option<FileInfo> config)
    {
        var position = new Argument<string>("POSITION") { Description = "The position of the last events that nobody needs." };
        var command = new Command("discard", "Remove events up to a position.") { position };
        command.SetAction((p, c) => Alerting.DiscardAsync(NodeFile.Read(p.GetValue(config)!), p.GetValue(position)!, Console.Out, c));
        return command;
    }
}
