namespace SearchCore.Formats.Mapping;

/// <summary>
/// Paths into records: <c>meta.section</c>, <c>authors.name</c> for each of a list; a member whose name has a dot goes first.
/// </summary>
internal static class MemberPath
{
    private const int MostDepth = 8;

    /// <summary>The members that a path leads to, each with the object that has it.</summary>
    public static IEnumerable<(RecordMembers Owner, string Name)> Find(RecordMembers record, string path, int depth = 0)
    {
        if (record.Has(path))
        {
            yield return (record, path);
            yield break;
        }

        for (var dot = path.IndexOf('.', StringComparison.Ordinal); dot > 0 && depth < MostDepth;
            dot = path.IndexOf('.', dot + 1))
        {
            if (!record.Has(path[..dot]))
            {
                continue;
            }

            foreach (var inner in record.Objects(path[..dot]))
            {
                foreach (var found in Find(inner, path[(dot + 1)..], depth + 1))
                {
                    yield return found;
                }
            }
        }
    }
}
