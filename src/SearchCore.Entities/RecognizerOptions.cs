namespace SearchCore.Entities;

/// <summary>What a recognizer of <see cref="EntityRecognizer.Create"/> looks for.</summary>
public sealed record RecognizerOptions
{
    /// <summary>
    /// Whether words for a people or its language are mentions of the place: <c>Turkish</c> of Turkey. Default true, so that a place's
    /// facet counts the articles that are about it. False keeps to names proper, as marked-up corpora do, where
    /// <c>Turkish</c> and <c>U.S.-led</c> name no place.
    /// </summary>
    public bool Nationalities { get; init; } = true;

    /// <summary>Entities of your own; they win over the built-in ones. Default: none.</summary>
    public IReadOnlyList<GazetteerEntry> Gazetteer { get; init; } = [];
}
