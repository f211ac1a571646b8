namespace SearchCore.Web.Requests;

/// <summary>A request that is refused; what its message says goes to whoever asked.</summary>
internal sealed class Refusal(int status, string title, string message) : Exception(message)
{
    /// <summary>What there is none of, for programs.</summary>
    public const string NoCollection = "no-collection", NoArticle = "no-article", NoReceipt = "no-receipt", NoSuchName = "no-such-name";

    public int Status => status;

    public string Title => title;

    /// <summary>What it is, for programs; null where the status says enough.</summary>
    public string? Code { get; init; }

    /// <summary>When to come again; null where that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The request is wrong; the message says where and what to do.</summary>
    public static Refusal Bad(string message) => new(StatusCodes.Status400BadRequest, "The request cannot be understood.", message);

    /// <summary>There is no such thing, or none for whoever asks.</summary>
    public static Refusal Missing(string message, string? code = null) =>
        new(StatusCodes.Status404NotFound, "There is nothing here.", message) { Code = code };

    /// <summary>Whoever asks may not.</summary>
    public static Refusal Forbidden(string message) => new(StatusCodes.Status403Forbidden, "That is not allowed.", message);
}
