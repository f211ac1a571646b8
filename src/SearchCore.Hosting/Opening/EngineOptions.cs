using SearchCore.Entities;

namespace SearchCore.Hosting.Opening;

/// <summary>A host's options as the engine's.</summary>
internal static class EngineOptions
{
    /// <summary>Makes them.</summary>
    /// <exception cref="FormatException">A field's declaration is none.</exception>
    public static ArticleIndexOptions Of(string name, SearchCoreOptions options) => new()
    {
        Name = name,
        Access = options.ReadOnly ? IndexAccess.ReadOnly : IndexAccess.ReadWrite,
        Recognizer = options.RecognizeEntities ? EntityRecognizer.Default : null,
        Language = options.Language,
        DetectLanguages = options.DetectLanguages,
        ExactForms = options.ExactForms,
        Fields = options.Fields is { } fields ? [.. fields.Select(FieldDeclaration.Parse)] : null,
        Workers = options.Workers,
        MemoryMegabytes = options.MemoryMegabytes,
        CacheMegabytes = options.CacheMegabytes,
        OpenFileLimit = options.OpenFileLimit,
        SearchThreads = options.SearchThreads,
        CommitInterval = options.CommitInterval,
        CursorLifetime = options.CursorLifetime,
        CursorPoints = options.CursorPoints,
        CursorMegabytes = options.CursorMegabytes,
        SegmentsPerTier = options.SegmentsPerTier,
        TraceQueries = options.TraceQueries,
    };
}
