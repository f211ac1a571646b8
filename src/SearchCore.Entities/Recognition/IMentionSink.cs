namespace SearchCore.Entities.Recognition;

/// <summary>Takes the mentions of a text one by one, in order of position. A struct, so that taking one costs no virtual call.</summary>
internal interface IMentionSink
{
    /// <summary>Takes a mention of the text from a UTF-16 code unit to another (exclusive).</summary>
    void Add(int start, int end, string kind, string name);
}
