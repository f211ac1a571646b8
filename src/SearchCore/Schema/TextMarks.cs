namespace SearchCore.Schema;

/// <summary>The terms of <see cref="FieldNames.BodyMarks"/>, one byte each.</summary>
internal static class TextMarks
{
    /// <summary>At the position of each word that begins a paragraph.</summary>
    public const byte Paragraph = (byte)'p';

    /// <summary>At the position of each word that begins a sentence; a paragraph's first word does.</summary>
    public const byte Sentence = (byte)'s';
}
