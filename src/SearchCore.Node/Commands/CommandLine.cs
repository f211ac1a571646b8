using System.CommandLine;
using System.CommandLine.Help;

using SearchCore.Node.Configuration;
using SearchCore.Node.Local;
using SearchCore.Node.Operating;

namespace SearchCore.Node.Commands;

/// <summary>The commands, and what they say of themselves.</summary>
internal static class CommandLine
{
    /// <summary>What the program is called.</summary>
    public const string Name = "searchcore-node";

    private static readonly Option<FileInfo> Config = new("--config", "-c")
    {
        HelpName = "FILE",
        Description = "The silo's configuration file (JSON).",
        DefaultValueFactory = _ => new FileInfo("searchcore-node.json"),
        Recursive = true,
    };

    // A root command would be called as its assembly is.
    public static Command Make() => new(
        Name,
        """
        Runs and operates a SearchCore cluster: silos that share the shards of an archive and answer as one index.

        Try it:      searchcore-node local
        For real:    write searchcore-node.json, as { "cluster": "news", "data": "data", "share": "/mnt/share", "postgres": "Host=…" };
                     searchcore-node create --shards 8; searchcore-node load FILE…; searchcore-node run (on every machine);
                     searchcore-node search 'port strike'
        More:        docs/cluster.md
        """)
    {
        new HelpOption(), new VersionOption(), Config, Run(), Create(), Load(), Status(), Search(), Ask(), AlertCommands.Make(Config),
        Drain(), Move(), Split(), Verify(), Local(),
    };

    private static Command Run()
    {
        var attached = new Option<bool>("--attached") { Description = "Stop when standard input ends.", Hidden = true };
        var command = new Command("run", "Run a silo until it is told to stop (SIGTERM, Ctrl-C): it leaves in order.") { attached };
        command.SetAction((p, c) => Running.RunAsync(NodeFile.ReadAll(p.GetValue(Config)!), p.GetValue(attached), c));
        return command;
    }

    private static Command Create()
    {
        var shards = new Option<int>("--shards")
        {
            HelpName = "N",
            Description = "How many shards: a power of two, which split doubles later. Some millions of articles a shard are a good size.",
            DefaultValueFactory = _ => 8,
        };
        var language = new Option<string?>("--language")
        {
            HelpName = "CODE",
            Description = "The language of the archive; English where it is not said.",
        };
        var exact = new Option<bool>("--exact-forms") { Description = "Also index words as they are written." };
        var fields = new Option<string[]>("--field")
        {
            HelpName = "NAME:TYPE",
            Description = "A field of the archive's own, as price:number.",
        };
        var command = new Command("create", "Create the cluster in the catalogue. Nothing happens where it is there already.")
        {
            shards, language, exact, fields,
        };
        command.SetAction((p, c) => Building.CreateAsync(
            NodeFile.Read(p.GetValue(Config)!), p.GetValue(shards), p.GetValue(language), p.GetValue(exact), p.GetValue(fields) ?? [], c));
        return command;
    }

    private static Command Load()
    {
        var files = Files("Files and folders of articles, in any format that searchcore index reads.");
        files.Arity = ArgumentArity.OneOrMore;
        var process = new Option<string?>("--process")
        {
            HelpName = "K/N",
            Description = "Load as one of several processes that read the same files, as 2/3: the second of three. Each makes its share "
                + "of the shards; the last one to be done publishes all of them as one version.",
        };
        var name = new Option<string?>("--as")
        {
            HelpName = "NAME",
            Description = "What the load of several processes is called, the same for all of them.",
        };
        var command = new Command(
            "load", "Load articles into all shards side by side and publish them as one version. Silos read it within seconds.")
        {
            files, process, name,
        };
        command.SetAction((p, c) => Loading.LoadAsync(
            NodeFile.Read(p.GetValue(Config)!), p.GetValue(files)!, p.GetValue(process), p.GetValue(name), Console.Out, c));
        return command;
    }

    private static Command Move()
    {
        var shard = new Argument<int>("SHARD") { Description = "Its number, as status says it." };
        var silos = new Argument<string[]>("SILO")
        {
            Description = "The silos that are to have it, the one that is asked first in front; none for the rule. One that is away is "
                + "replaced by the rule until it is back.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("move", "Have a shard on other silos. They receive it first; until then those that had it answer.")
        {
            shard, silos,
        };
        command.SetAction((p, c) => Arranging.MoveAsync(
            NodeFile.Read(p.GetValue(Config)!), p.GetValue(shard), p.GetValue(silos) ?? [], Console.Out, c));
        return command;
    }

    private static Command Split()
    {
        var sideBySide = new Option<int>("--side-by-side")
        {
            HelpName = "N",
            Description = "How many shards are split at once, each with room on the disk for three of its size.",
            DefaultValueFactory = _ => 1,
        };
        var end = new Option<bool>("--end") { Description = "End a split whose process is gone, so that changes are taken again." };
        var command = new Command(
            "split", "Make twice as many shards, in place. Searches go on; changes wait until it is done. Split again where it was killed.")
        {
            sideBySide, end,
        };
        command.SetAction((p, c) => Arranging.SplitAsync(
            NodeFile.Read(p.GetValue(Config)!), p.GetValue(sideBySide), p.GetValue(end), Console.Out, c));
        return command;
    }

    private static Command Ask()
    {
        var command = new Command(
            "ask",
            "Answer questions of another program, one a line of JSON on standard input: {\"search\": REQUEST}, {\"explain\": REQUEST} or "
                + "{\"get\": \"ID\"} (docs/cluster.md). searchcore search --index cluster:FILE asks by it.");
        command.SetAction((p, c) => AskingLines.RunAsync(NodeFile.Read(p.GetValue(Config)!), Console.In, Console.Out, c));
        return command;
    }

    private static Command Status()
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("status", "Say which silos there are and where shards are ready; exit code 1 where some are not.")
        {
            json,
        };
        command.SetAction((p, c) => Asking.StatusAsync(NodeFile.Read(p.GetValue(Config)!), p.GetValue(json), c));
        return command;
    }

    private static Command Search()
    {
        var query = new Argument<string>("QUERY") { Description = "What is searched for (docs/query-language.md)." };
        var limit = new Option<int>("--limit") { HelpName = "N", Description = "How many hits.", DefaultValueFactory = _ => 10 };
        var json = new Option<bool>("--json") { Description = "The whole answer as JSON (docs/json.md)." };
        var command = new Command("search", "Search the cluster. Exit code 1 where an answer is partial.") { query, limit, json };
        command.SetAction((p, c) => Asking.SearchAsync(
            NodeFile.Read(p.GetValue(Config)!), p.GetValue(query)!, p.GetValue(limit), p.GetValue(json), c));
        return command;
    }

    private static Command Drain()
    {
        var silo = new Argument<string>("SILO") { Description = "Its name, as status says it." };
        var command = new Command("drain", "Have a silo leave in order and end, as before its machine is taken away.") { silo };
        command.SetAction((p, c) => Asking.DrainAsync(NodeFile.Read(p.GetValue(Config)!), p.GetValue(silo)!, c));
        return command;
    }

    private static Command Verify()
    {
        var command = new Command("verify", "Receive every published shard into a folder of its own and check it; needs no silo.");
        command.SetAction((p, c) => Building.VerifyAsync(NodeFile.Read(p.GetValue(Config)!), Console.Out, c));
        return command;
    }

    private static Command Local()
    {
        var files = Files("Files and folders of articles; the samples where none are named.");
        files.Arity = ArgumentArity.ZeroOrMore;
        var silos = new Option<int?>("--silos")
        {
            HelpName = "N",
            Description = "How many silos; 3, or one where PostgreSQL is not installed.",
        };
        var shards = new Option<int>("--shards")
        {
            HelpName = "N",
            Description = "How many shards, a power of two.",
            DefaultValueFactory = _ => 4,
        };
        var folder = new Option<DirectoryInfo?>("--folder")
        {
            HelpName = "DIR",
            Description = "Where all of it is until the end; a temporary folder.",
        };
        var dashboard = new Option<bool>("--dashboard") { Description = "Also Orleans' dashboard, for a browser on this machine." };
        var command = new Command(
            "local",
            "A cluster on this machine: PostgreSQL, silos, an archive. Needs no configuration. Ctrl-C stops it and removes everything.")
        {
            files, silos, shards, folder, dashboard,
        };
        command.SetAction((p, c) => LocalCommand.RunAsync(
            p.GetValue(files) ?? [], p.GetValue(silos), p.GetValue(shards), p.GetValue(folder)?.FullName, p.GetValue(dashboard), c));
        return command;
    }

    private static Argument<string[]> Files(string description) => new("FILE") { Description = description };
}
