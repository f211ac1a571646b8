using SearchCore.Queries;

namespace SearchCore;

/// <summary>An index that cannot be opened, written or read; the message names the index and the remedy.</summary>
public sealed class IndexException : IOException
{
    /// <summary>Makes the exception.</summary>
    public IndexException(IndexFault fault, string path, string message, Exception? inner = null)
        : base(message, inner) => (Fault, IndexPath) = (fault, path);

    /// <summary>What kind of fault it is.</summary>
    public IndexFault Fault { get; }

    /// <summary>The index's folder.</summary>
    public string IndexPath { get; }
}

/// <summary>The kinds of fault of an index.</summary>
public enum IndexFault
{
    /// <summary>There is no index in the folder.</summary>
    Missing,

    /// <summary>Another process or instance has it open for writing.</summary>
    Locked,

    /// <summary>It was written with another schema or by a newer version.</summary>
    Version,

    /// <summary>Its files are damaged.</summary>
    Corrupt,

    /// <summary>The folder cannot be written: rights, a read-only or full file system.</summary>
    Unwritable,
}

/// <summary>A query that cannot be run; <see cref="Diagnostics"/> say where and why.</summary>
public sealed class QueryException : Exception
{
    /// <summary>Makes the exception.</summary>
    public QueryException(string query, IReadOnlyList<QueryDiagnostic> diagnostics)
        : base(diagnostics is [var first, ..] ? first.Message : "The query cannot be run.") => (Query, Diagnostics) = (query, diagnostics);

    /// <summary>The query's text.</summary>
    public string Query { get; }

    /// <summary>What is wrong, most important first.</summary>
    public IReadOnlyList<QueryDiagnostic> Diagnostics { get; }
}
