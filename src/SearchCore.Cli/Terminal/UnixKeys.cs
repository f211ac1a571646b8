using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SearchCore.Cli.Terminal;

/// <summary>
/// The keys of a terminal on Linux and macOS, read as bytes: what the runtime's own reading of keys leaves out is a paste as one text, a
/// window's new size while it waits, and Ctrl-Z.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class UnixKeys : ITerminalKeys
{
    private const int Input = 0, AfterOutput = 1, Readable = 1;

    // How long an Escape waits for the rest of a sequence: a person's next key takes longer, a slow line's next byte less.
    private const int EscapePatience = 40;

    // The settings of a terminal are read, changed and given back as they are: larger than any system's structure.
    private const int SettingsSize = 512;

    private readonly KeyDecoder decoder = new();
    private readonly byte[] buffer = new byte[4096];
    private PosixSignalRegistration? resized;
    private int wakeRead, wakeWrite;
    private bool isClosed;

    public bool AreWaiting => decoder.HasKeys || Poll(0) is (true, _);

    public unsafe IDisposable Take()
    {
        if (resized is null)
        {
            Listen();
        }

        var before = new byte[SettingsSize];
        fixed (byte* old = before)
        {
            if (GetAttributes(Input, old) != 0)
            {
                throw new IOException($"the terminal tells no settings (error {Marshal.GetLastPInvokeError()})");
            }

            var raw = stackalloc byte[SettingsSize];
            before.CopyTo(new Span<byte>(raw, SettingsSize));
            MakeRaw(raw);
            _ = SetAttributes(Input, AfterOutput, raw);
        }

        return new Taken(before);
    }

    public unsafe Key Read()
    {
        while (!decoder.HasKeys)
        {
            if (isClosed)
            {
                return new(KeyCode.Closed);
            }

            var (typed, woken) = Poll(decoder.IsOpen ? EscapePatience : -1);
            if (typed)
            {
                fixed (byte* into = buffer)
                {
                    var count = (int)ReadBytes(Input, into, (nuint)buffer.Length);
                    isClosed = count <= 0;
                    decoder.Feed(buffer.AsSpan(0, Math.Max(0, count)));
                }
            }
            else if (woken)
            {
                fixed (byte* into = buffer)
                {
                    _ = ReadBytes(wakeRead, into, (nuint)buffer.Length);
                }

                return new(KeyCode.Wake);
            }
            else
            {
                decoder.Flush();
            }
        }

        return decoder.Next();
    }

    public unsafe void Wake()
    {
        if (resized is not null)
        {
            byte any = 0;
            _ = WriteBytes(wakeWrite, &any, 1);
        }
    }

    public void Suspend()
    {
        const int StopMac = 18, StopLinux = 20;
        _ = Kill(0, OperatingSystem.IsMacOS() ? StopMac : StopLinux);
    }

    // Not before a key is wanted: most commands want none.
    private unsafe void Listen()
    {
        var ends = stackalloc int[2];
        if (Pipe(ends) != 0)
        {
            throw new IOException($"the system makes no pipe (error {Marshal.GetLastPInvokeError()})");
        }

        (wakeRead, wakeWrite) = (ends[0], ends[1]);
        resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Wake());
    }

    // Whether there are bytes of the terminal, and whether somebody woke us; a signal in between counts as being woken by nobody.
    private unsafe (bool Typed, bool Woken) Poll(int milliseconds)
    {
        const int Interrupted = 4;
        var files = stackalloc PollFile[2];
        int found;
        do
        {
            files[0] = new() { File = Input, Wanted = Readable };
            files[1] = new() { File = wakeRead, Wanted = Readable };
            found = PollFiles(files, 2, milliseconds);
        }
        while (found < 0 && Marshal.GetLastPInvokeError() == Interrupted);

        return (files[0].Found != 0, files[1].Found != 0);
    }

    [LibraryImport("libc", EntryPoint = "pipe", SetLastError = true)]
    private static unsafe partial int Pipe(int* ends);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int PollFiles(PollFile* files, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint ReadBytes(int file, byte* into, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint WriteBytes(int file, byte* from, nuint count);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static unsafe partial int GetAttributes(int file, byte* settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static unsafe partial int SetAttributes(int file, int when, byte* settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static unsafe partial void MakeRaw(byte* settings);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFile
    {
        public int File;
        public short Wanted;
        public short Found;
    }

    private sealed class Taken(byte[] before) : IDisposable
    {
        public unsafe void Dispose()
        {
            fixed (byte* settings = before)
            {
                _ = SetAttributes(Input, AfterOutput, settings);
            }
        }
    }
}
