using SearchCore.Entities;
using SearchCore.Schema;

namespace SearchCore.Indexing;

/// <summary>What names a load besides its sources.</summary>
internal static class LoadOptions
{
    /// <summary>
    /// What of an index's options changes what a load stores, on one line; null where the recognizer does not say what it is.
    /// </summary>
    public static string? Meaning(IEntityRecognizer? recognizer) => recognizer switch
    {
        null => $"{IndexSchema.Version} none",
        IIdentifiedRecognizer { Identity: { } identity } => $"{IndexSchema.Version} {recognizer.GetType().FullName} {identity}",
        _ => null,
    };
}
