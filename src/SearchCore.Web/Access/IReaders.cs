namespace SearchCore.Web.Access;

/// <summary>Says who asks.</summary>
internal interface IReaders
{
    /// <summary>Whoever asks.</summary>
    /// <exception cref="Requests.Refusal">Nobody is known.</exception>
    Reader Of(HttpContext context);
}

/// <summary>One user, on this machine.</summary>
internal sealed class EmbeddedReaders : IReaders
{
    public Reader Of(HttpContext context) => Reader.Embedded;
}
