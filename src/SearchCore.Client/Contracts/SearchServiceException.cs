using System.Net;

using SearchCore.Queries;

namespace SearchCore.Client.Contracts;

/// <summary>The service refused a request or failed.</summary>
public abstract class SearchServiceException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="status">The status of the answer.</param>
    /// <param name="message">What the service said.</param>
    protected SearchServiceException(HttpStatusCode status, string message)
        : base(message) => Status = status;

    /// <summary>The status of the answer.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>
    /// What there is none of (<c>no-collection</c>, <c>no-article</c>, <c>no-receipt</c>, <c>no-such-name</c>); null where it is something
    /// else.
    /// </summary>
    public string? Code { get; init; }
}

/// <summary>
/// What is asked for is not there (404), not allowed (401, 403) or wrong in another way than a query's; or the service failed (500).
/// </summary>
public sealed class ServiceRefusedException : SearchServiceException
{
    /// <summary>Makes the exception.</summary>
    public ServiceRefusedException(HttpStatusCode status, string message)
        : base(status, message)
    {
    }
}

/// <summary>The query cannot be understood or run.</summary>
public sealed class QueryRefusedException : SearchServiceException
{
    /// <summary>Makes the exception.</summary>
    public QueryRefusedException(HttpStatusCode status, string message, string query, IReadOnlyList<QueryDiagnostic> diagnostics)
        : base(status, message) => (Query, Diagnostics) = (query, diagnostics);

    /// <summary>The query.</summary>
    public string Query { get; }

    /// <summary>What is wrong, where, and how to mend it.</summary>
    public IReadOnlyList<QueryDiagnostic> Diagnostics { get; }
}

/// <summary>The service has too much to do, or the client asks for too much.</summary>
public sealed class ServiceBusyException : SearchServiceException
{
    /// <summary>Makes the exception.</summary>
    public ServiceBusyException(HttpStatusCode status, string message, TimeSpan retryAfter)
        : base(status, message) => RetryAfter = retryAfter;

    /// <summary>When to come again.</summary>
    public TimeSpan RetryAfter { get; }
}

/// <summary>An export was cut by the service: what came before is not all there is.</summary>
public sealed class ExportCutException : SearchServiceException
{
    /// <summary>Makes the exception.</summary>
    public ExportCutException(string message, long written)
        : base(HttpStatusCode.OK, message) => Written = written;

    /// <summary>How many articles came before.</summary>
    public long Written { get; }
}
