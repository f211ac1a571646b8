namespace SearchCore.Entities;

/// <summary>
/// A recognizer that says what it is, so that an interrupted load is continued with the same one only. Loads with a recognizer that is none
/// are read from their start. Those of <see cref="EntityRecognizer"/> are.
/// </summary>
public interface IIdentifiedRecognizer : IEntityRecognizer
{
    /// <summary>
    /// Everything that decides what is found, on one line: the version of the code, its model, its gazetteers, its options. Two of one type
    /// and one identity find the same in every text. Null where that cannot be told. Asked anew for each load.
    /// </summary>
    string? Identity { get; }
}
