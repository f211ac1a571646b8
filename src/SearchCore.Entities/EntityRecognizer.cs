using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Recognition;

namespace SearchCore.Entities;

/// <summary>
/// The built-in recognizer for English news: gazetteers, rules for runs of capitalized words with a trained model beside them, and the
/// document's own evidence.
/// </summary>
/// <remarks>What it makes is thread-safe, and an <see cref="IEntityAliases"/> as well.</remarks>
public static class EntityRecognizer
{
    /// <summary>The recognizer with default options, shared.</summary>
    public static IEntityRecognizer Default { get; } = Create(new RecognizerOptions());

    /// <summary>
    /// A recognizer of your own. Its gazetteers are loaded with the first text or form; keep it, it reuses its memory from text to text.
    /// </summary>
    /// <exception cref="ArgumentException">An entry of the gazetteer is null, or has a kind that no index can hold, or a form without a
    /// letter or digit.</exception>
    public static IEntityRecognizer Create(RecognizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var own = OwnEntities(options);
        var recognizer = new NewsRecognizer(
            () => own.Count == 0 ? GazetteerLoader.BuiltIn : GazetteerLoader.Build(own),
            () => LinearModel.BuiltIn,
            new MentionScope(options.Nationalities, options.GivenNames, options.LegalForms));
        return new IdentifiedRecognizer(recognizer, options);
    }

    // A copy, so that nothing changes with the caller's lists.
    private static List<UserEntity> OwnEntities(RecognizerOptions options)
    {
        if (options.Gazetteer is null)
        {
            throw new ArgumentException("the gazetteer is null; leave it empty for the built-in entities alone", nameof(options));
        }

        var entities = new List<UserEntity>(options.Gazetteer.Count);
        foreach (var entry in options.Gazetteer)
        {
            if ((entry is null ? "is null" : entry.Fault()) is { } fault)
            {
                throw new ArgumentException($"entry {entities.Count} of the gazetteer {fault}", nameof(options));
            }

            entities.Add(new UserEntity(entry!.Kind, entry.Name, [entry.Name, .. entry.Aliases]));
        }

        return entities;
    }
}
