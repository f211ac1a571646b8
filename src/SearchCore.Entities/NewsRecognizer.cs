using SearchCore.Articles;
using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Recognition;

namespace SearchCore.Entities;

/// <summary>The built-in recognition and its aliases behind the public interfaces.</summary>
internal sealed class NewsRecognizer : IEntityRecognizer, IEntityAliases
{
    private readonly Lazy<RecognitionPipeline> pipeline;
    private readonly Lazy<AliasFinder> aliases;

    /// <param name="gazetteer">Gives the gazetteer; asked at the first text or form.</param>
    /// <param name="model">Gives the trained model, or null for the rules alone; asked at the first text.</param>
    /// <param name="scope">What counts as a mention, and under which name.</param>
    public NewsRecognizer(Func<Gazetteer> gazetteer, Func<LinearModel?> model, MentionScope scope)
    {
        var loaded = new Lazy<Gazetteer>(gazetteer);
        pipeline = new(() => new RecognitionPipeline(loaded.Value, model(), scope));
        aliases = new(() => new AliasFinder(loaded.Value, scope.Nationalities, scope.LegalForms));
    }

    public void Recognize(ReadOnlySpan<char> text, ICollection<EntityMention> mentions)
    {
        ArgumentNullException.ThrowIfNull(mentions);
        pipeline.Value.Recognize(text, new MentionSink(mentions));
    }

    public IReadOnlyList<EntityName> Canonical(string? kind, string form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return aliases.Value.Find(kind, form);
    }

    private readonly struct MentionSink(ICollection<EntityMention> mentions) : IMentionSink
    {
        public void Add(int start, int end, string kind, string name) =>
            mentions.Add(new EntityMention { Start = start, End = end, Kind = kind, Name = name });
    }
}
