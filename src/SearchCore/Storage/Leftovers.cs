namespace SearchCore.Storage;

/// <summary>What commits leave beside the one that counts. Belongs to whoever holds the index's lock.</summary>
internal static class Leftovers
{
    /// <summary>
    /// Removes the commits that an interrupted process left: newer ones that were never finished, older ones that were to go. The files
    /// only they name are Lucene's to remove.
    /// </summary>
    /// <param name="directory">The index.</param>
    /// <param name="generation">The commit that stays; 0 for none.</param>
    public static void RemoveCommits(DurableDirectory directory, long generation)
    {
        foreach (var other in CommitPoint.Generations(directory.ListAll()))
        {
            if (other != generation)
            {
                directory.DeleteFile(CommitPoint.NameOf(other));
            }
        }

        RemoveManifests(directory, generation);
    }

    /// <summary>Removes the manifests of commits that are no more.</summary>
    /// <param name="directory">The index.</param>
    /// <param name="generation">The commit whose manifest stays; 0 for none.</param>
    public static void RemoveManifests(DurableDirectory directory, long generation)
    {
        foreach (var file in directory.ListAll().Where(file => file.StartsWith(Manifest.Prefix, StringComparison.Ordinal)))
        {
            if (CommitPoint.GenerationOf(file, Manifest.Prefix) is > 0 and var other && other != generation)
            {
                directory.DeleteFile(file);
            }
        }
    }
}
