namespace SearchCore.Entities.Gazetteers;

/// <summary>An entity of the user's own gazetteer.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its canonical name.</param>
/// <param name="Phrases">The phrases that name it.</param>
internal sealed record UserEntity(string Kind, string Name, IReadOnlyList<string> Phrases);
