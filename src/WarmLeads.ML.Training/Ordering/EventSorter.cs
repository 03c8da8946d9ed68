using System.Runtime.InteropServices;

namespace WarmLeads.ML.Training;

/// <summary>Puts any number of events in order of lead and line in bounded memory: sorted runs on disk, merged as they are read.</summary>
/// <param name="eventsInMemory">Events that are held at once; as long as there are no more, nothing touches the disk.</param>
sealed class EventSorter(int eventsInMemory) : IDisposable
{
    readonly List<ReadEvent> _held = [];
    readonly List<EventRun> _runs = [];
    readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    SpillFile? _file;

    /// <summary>Runs on disk.</summary>
    public int RunCount => _runs.Count;

    /// <summary>Takes up an event.</summary>
    public void Add(ReadEvent item)
    {
        if (_held.Count == eventsInMemory)
            Spill();
        _held.Add(item);
    }

    /// <summary>Ends the taking up.</summary>
    public void Finish()
    {
        if (_runs.Count > 0)
            Spill();
        else
            _held.Sort();
    }

    /// <summary>All events in order; may be read again and again.</summary>
    public IEnumerable<ReadEvent> Read() => _runs.Count == 0 ? _held : Merge();

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    void Spill()
    {
        _held.Sort();
        _runs.Add(EventRun.Write(_file ??= new SpillFile(), CollectionsMarshal.AsSpan(_held)));
        _held.Clear();
    }

    IEnumerable<ReadEvent> Merge()
    {
        var next = new PriorityQueue<IEnumerator<ReadEvent>, ReadEvent>(_runs.Count);
        try
        {
            foreach (var run in _runs)
                Queue(run.Read(_words).GetEnumerator());
            while (next.TryDequeue(out var run, out var item))
            {
                Queue(run);
                yield return item;
            }
        }
        finally
        {
            foreach (var (run, _) in next.UnorderedItems)
                run.Dispose();
        }

        void Queue(IEnumerator<ReadEvent> run)
        {
            if (run.MoveNext())
                next.Enqueue(run, run.Current);
            else
                run.Dispose();
        }
    }
}
