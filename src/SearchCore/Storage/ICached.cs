namespace SearchCore.Storage;

/// <summary>What a <see cref="PageCache"/> lets go of, block by block. All but <see cref="WasUsed"/> under the cache's lock.</summary>
internal interface ICached
{
    /// <summary>Whether nothing of it is held any more.</summary>
    bool IsClosed { get; set; }

    /// <summary>Whether a block was asked for since this was asked last.</summary>
    bool WasUsed(int block);

    /// <summary>Lets go of a block.</summary>
    /// <returns>How many bytes it held.</returns>
    int Drop(int block);
}
