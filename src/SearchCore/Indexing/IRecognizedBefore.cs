using SearchCore.Articles;

namespace SearchCore.Indexing;

/// <summary>A chunk whose articles had their entities recognized before, so that it is not done again.</summary>
internal interface IRecognizedBefore
{
    /// <summary>What was recognized in the article that is being accepted.</summary>
    IReadOnlyList<EntityName> Recognized { get; }
}
