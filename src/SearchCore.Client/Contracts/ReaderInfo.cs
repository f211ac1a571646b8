namespace SearchCore.Client.Contracts;

/// <summary>Who is asking, as the service knows them.</summary>
public sealed record ReaderInfo
{
    /// <summary>What they are called.</summary>
    public required string Name { get; init; }

    /// <summary>How they are known: <c>embedded</c>, <c>key</c> or <c>cookie</c>.</summary>
    public required string SignIn { get; init; }
}
