namespace SearchCore.Cli;

/// <summary>What the process tells its caller. The numbers are a promise to scripts.</summary>
internal enum ExitCode
{
    /// <summary>Done; with hits where hits were asked for.</summary>
    Done = 0,

    /// <summary>Done, but nothing was found.</summary>
    NoHits = 1,

    /// <summary>The command line or the query cannot be understood.</summary>
    Usage = 2,

    /// <summary>The index is missing, locked, of another version, or damaged.</summary>
    IndexFault = 3,

    /// <summary>A limit was reached: what was printed is a part.</summary>
    Partial = 4,

    /// <summary>Some input could not be used; the rest is committed.</summary>
    Rejected = 5,

    /// <summary>A fault of this program's own.</summary>
    Fault = 70,

    /// <summary>Stopped by Ctrl-C; what was published is committed.</summary>
    Interrupted = 130,
}
