using SearchCore.Storage;

namespace SearchCore.Indexing.Publication;

/// <summary>A load under way, whose progress commits write down.</summary>
internal interface ICheckpoints
{
    /// <summary>Where the load can be taken up once a commit is done.</summary>
    /// <param name="lowWater">The lowest chunk number that may not be published yet.</param>
    /// <returns>Null where there is nothing to take up.</returns>
    Checkpoint? Reached(long lowWater);
}
