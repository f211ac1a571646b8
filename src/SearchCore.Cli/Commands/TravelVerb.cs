using System.CommandLine;
using System.Globalization;

using SearchCore.Cli.Options;
using SearchCore.Cli.Output;
using SearchCore.Cli.Samples;
using SearchCore.Cli.Terminal;

namespace SearchCore.Cli.Commands;

/// <summary>What sending and receiving have in common: a place, an index, and whether it is done once or again and again.</summary>
internal abstract class TravelVerb : Verb
{
    private readonly Argument<string> place = new("PLACE")
    {
        Description = "a folder that both machines reach; of its own, not an index's",
    };

    private readonly Option<string?> index = Common.Index();
    private readonly Option<string?> every = new("--every")
    {
        HelpName = "SECONDS",
        Description = "go on, so often, until Ctrl-C (default: once)",
    };

    public override IReadOnlyList<Argument> Arguments => [place];

    public override IReadOnlyList<Option> Options => [index, every];

    public override ExitCode Run(ParseResult line, Shell shell)
    {
        var folder = DefaultIndex.Resolve(line.GetValue(index), shell);
        var transport = new SnapshotFolder(shell.Full(line.GetValue(place)!));
        var pause = line.GetValue(every) is { } seconds ? Common.Seconds("--every", seconds, default, 0.1, 86_400) : (TimeSpan?)null;
        Tell(Move(folder, transport, shell.Cancellation).GetAwaiter().GetResult(), isTold: pause is null, shell);
        string? fault = null;
        while (pause is { } wait && !shell.Cancellation.WaitHandle.WaitOne(wait))
        {
            try
            {
                Tell(Move(folder, transport, shell.Cancellation).GetAwaiter().GetResult(), isTold: fault is not null, shell);
                fault = null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // What went once may go again: a share is away for a while. Said once.
                if (fault != e.Message)
                {
                    shell.Complain($"{fault = e.Message} It is tried again; Ctrl-C ends it");
                }
            }
        }

        return ExitCode.Done;
    }

    private void Tell(SnapshotTransfer moved, bool isTold, Shell shell)
    {
        if (moved.Files > 0 || isTold)
        {
            shell.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Done} commit {moved.Sequence:N0}: {Amounts.Count(moved.Files, "new file")}, {Amounts.Bytes(moved.Bytes)}"));
            shell.Out.Flush();
        }
    }

    /// <summary>What was done, as the first word of the line that says so.</summary>
    protected abstract string Done { get; }

    /// <summary>Does it once.</summary>
    protected abstract Task<SnapshotTransfer> Move(string folder, ISnapshotTransport place, CancellationToken cancellation);
}

/// <summary>Sends an index's last commit to a place from which other machines follow it.</summary>
internal sealed class SendVerb : TravelVerb
{
    public override string Name => "send";

    public override string Summary => "send the last commit to a place that other machines follow";

    public override string Teaching => """
        Only the files that are not at the place yet travel. It takes no lock: an indexing process goes on
        meanwhile. On the other machine 'searchcore receive PLACE --index DIR' brings the commit into a
        folder that is an index to search. A place belongs to one index; it keeps its last three commits.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("send /mnt/share/news --index my-index", "once"),
        ("send /mnt/share/news --index my-index --every 10", "whatever is committed, until Ctrl-C"),
    ];

    protected override string Done => "sent";

    protected override Task<SnapshotTransfer> Move(string folder, ISnapshotTransport place, CancellationToken cancellation) =>
        ArticleIndex.SendSnapshotAsync(folder, place, cancellation);
}

/// <summary>Receives the newest commit from a place.</summary>
internal sealed class ReceiveVerb : TravelVerb
{
    public override string Name => "receive";

    public override string Summary => "receive the newest commit that was sent to a place";

    public override string Teaching => """
        Only the files that are not in the folder yet travel, and each is verified. Whatever interrupts it,
        the folder has the commit before or the new one, and searches in it go on. The folder is for reading:
        one with commits of its own is never received over. 'searchcore promote --index DIR' makes it the
        index to write to when the machine that sent is lost.
        """;

    public override IReadOnlyList<(string Call, string Meaning)> Examples =>
    [
        ("receive /mnt/share/news --index copy", "copy is what was sent last"),
        ("receive /mnt/share/news --index copy --every 10", "follow until Ctrl-C"),
    ];

    protected override string Done => "received";

    protected override Task<SnapshotTransfer> Move(string folder, ISnapshotTransport place, CancellationToken cancellation) =>
        ArticleIndex.ReceiveSnapshotAsync(place, folder, cancellation);
}
