/*
 * What the page uses of the peers. They are devDependencies of bench/ alone and missing wherever nobody has run this
 * measure, so types and lint know them by these names; build-page.ts tells Vite where they lie.
 */
declare module 'virtual:ag-grid-community' {
  interface CellParams {
    readonly value: unknown;
  }
  interface GridOptions<T> {
    readonly rowData: readonly T[];
    readonly columnDefs: readonly {
      readonly field: keyof T & string;
      readonly headerName: string;
      readonly width: number;
      readonly cellRenderer?: (params: CellParams) => HTMLElement | string;
    }[];
    readonly getRowId: (params: { readonly data: T }) => string;
    readonly rowHeight: number;
    readonly headerHeight: number;
    readonly rowSelection: { readonly mode: 'multiRow' };
    readonly onFirstDataRendered: () => void;
  }
  interface RowNode<T> {
    readonly data: T | undefined;
  }
  interface GridApi<T> {
    forEachNode(each: (node: RowNode<T>) => void): void;
    setNodesSelected(change: { readonly nodes: readonly RowNode<T>[]; readonly newValue: boolean }): void;
    destroy(): void;
  }
  export const AllCommunityModule: object;
  export const ModuleRegistry: { registerModules(modules: readonly object[]): void };
  export function createGrid<T>(element: HTMLElement, options: GridOptions<T>): GridApi<T>;
}

declare module 'virtual:@tanstack/react-virtual' {
  export function useVirtualizer(options: {
    readonly count: number;
    readonly getScrollElement: () => HTMLElement | null;
    readonly estimateSize: () => number;
    readonly overscan: number;
  }): {
    getVirtualItems(): readonly { readonly index: number; readonly start: number; readonly end: number }[];
    getTotalSize(): number;
  };
}
