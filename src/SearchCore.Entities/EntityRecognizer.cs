using SearchCore.Articles;
using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Recognition;

namespace SearchCore.Entities;

/// <summary>The built-in recognizer for English news: gazetteers, rules for runs of capitalized words, and the document's own evidence.</summary>
public static class EntityRecognizer
{
    /// <summary>The recognizer with default options, shared. Its gazetteers are loaded with the first text, so that naming it costs nothing.</summary>
    public static IEntityRecognizer Default { get; } = new IdentifiedRecognizer(new Deferred(new(() => Create(new RecognizerOptions())), new GazetteerAliases(new(() => GazetteerLoader.BuiltIn), nationalities: true)), new RecognizerOptions());

    /// <summary>A recognizer of your own making; keep it, it holds its memory between texts.</summary>
    /// <exception cref="ArgumentException">An entry of the gazetteer has a kind that no index can hold, or no name.</exception>
    public static IEntityRecognizer Create(RecognizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var entry in options.Gazetteer)
        {
            if (!EntityKinds.IsValid(entry.Kind) || string.IsNullOrWhiteSpace(entry.Name))
                throw new ArgumentException($"the gazetteer's entry \"{entry.Name}\" of kind \"{entry.Kind}\" has no name or no valid kind", nameof(options));
        }

        var gazetteer = options.Gazetteer.Count == 0 ? GazetteerLoader.BuiltIn : GazetteerLoader.Build(options.Gazetteer);
        return new IdentifiedRecognizer(new NewsRecognizer(gazetteer, LinearModel.BuiltIn, options.Nationalities), options);
    }

    private sealed class Deferred(Lazy<IEntityRecognizer> made, IEntityAliases aliases) : IEntityRecognizer, IEntityAliases
    {
        public void Recognize(ReadOnlySpan<char> text, ICollection<EntityMention> mentions) => made.Value.Recognize(text, mentions);

        public IReadOnlyList<EntityName> Canonical(string? kind, string form) => aliases.Canonical(kind, form);
    }
}
